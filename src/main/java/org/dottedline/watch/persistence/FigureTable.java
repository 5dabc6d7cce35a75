package org.dottedline.watch.persistence;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much there is of everything that operators watch, in one statement. */
@Repository
public class FigureTable {

    private final JdbcClient jdbc;

    FigureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What there is at one moment. Overdue and due are by the clock of the database; a moved clock of the demo does not count here.
     *
     * @param handovers steps that send, and have not sent yet
     * @param due jobs that should run now, {@code failing} those that have failed and will be tried again, {@code future} timers set for later
     * @param requests requests for which money is set aside, {@code reserved} how much, in the company's currency
     */
    public record Counted(
            long strategyOpen,
            long strategyOverdue,
            long communityOpen,
            long communityOverdue,
            long handovers,
            long incidents,
            long due,
            long failing,
            long future,
            long requests,
            double reserved) {}

    public Counted count() {
        return jdbc.sql("""
                        with task as (
                                 select l.group_id_ like 'community-manager.%' as community,
                                        coalesce(t.due_date_ < now() at time zone 'UTC', false) as overdue
                                 from engine.act_ru_task t
                                      join engine.act_ru_identitylink l
                                           on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null),
                             job as (
                                 select job_def_id_ as definition, retries_ > 0 as alive, exception_msg_ is not null as failed,
                                        coalesce(duedate_ <= now() at time zone 'UTC', true) as due
                                 from engine.act_ru_job),
                             kept as (
                                 select request, sum(case kind when 'reserve' then amount else -amount end) as amount
                                 from dottedline.ledger group by request)
                        select (select count(*) from task where not community) as strategy_open,
                               (select count(*) from task where not community and overdue) as strategy_overdue,
                               (select count(*) from task where community) as community_open,
                               (select count(*) from task where community and overdue) as community_overdue,
                               (select count(*) from job join engine.act_ru_jobdef d on d.id_ = job.definition
                                     join dottedline.message_element m
                                          on m.process = d.proc_def_key_ and m.element = d.act_id_) as handovers,
                               (select count(*) from engine.act_ru_incident where incident_type_ = 'failedJob') as incidents,
                               (select count(*) from job where alive and due) as due,
                               (select count(*) from job where alive and failed) as failing,
                               (select count(*) from job where alive and not due) as future,
                               (select count(*) from kept where amount > 0) as requests,
                               (select coalesce(sum(amount), 0) from kept where amount > 0) as reserved""").query(Counted.class).single();
    }
}
