package org.dottedline.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.check.InvariantsTest.Breach.breach;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dottedline.Api;
import org.dottedline.check.persistence.InvariantTables;
import org.dottedline.database.SharedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole story keeps every invariant, and whoever breaks one, with all rights and all guards off, is found out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "dottedline.demo=story")
class InvariantsTest {

    /** A request of the story over which money was reserved and spent; {@code at} what is above it. */
    private static final String FINISHED = "(select min(request) from ledger where kind = 'spend')";

    @Autowired
    private Invariants invariants;

    @Value("${dottedline.db.url}")
    private String url;

    @BeforeEach
    void theStoryKeepsThemAll() {
        Api.soon(() -> assertThat(invariants.findings()).isEmpty());
    }

    @Test
    void allIsAskedInLessThanAMoment() {
        invariants.findings();
        long before = System.nanoTime();
        Invariants.Report report = invariants.report();
        long milliseconds = (System.nanoTime() - before) / 1_000_000;

        assertThat(report.findings()).isEmpty();
        assertThat(report.rows()).isGreaterThan(1000);
        assertThat(milliseconds).isLessThan(1500);
    }

    @Test
    void eachInvariantIsBrokenOnce() {
        assertThat(breaches().map(Breach::invariant)).containsAll(InvariantTables.names());
    }

    record Breach(String invariant, List<String> statements) {

        static Breach breach(String invariant, String... statements) {
            return new Breach(invariant, List.of(statements));
        }

        @Override
        public String toString() {
            return invariant + " after " + statements.get(statements.size() - 1);
        }
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachIsFound(Breach breach) {
        DataSource almighty = SharedDatabase.almighty(url);
        JdbcTransactionManager transactions = new JdbcTransactionManager(almighty);
        JdbcClient jdbc = JdbcClient.create(almighty);
        Invariants asked = new Invariants(new InvariantTables(jdbc), transactions);

        List<Finding> findings = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local lock_timeout = '10s'").update();
            jdbc.sql("set local session_replication_role = replica").update();
            breach.statements()
                    .forEach(statement -> assertThat(jdbc.sql(statement).update())
                            .as(statement)
                            .isGreaterThanOrEqualTo(
                                    statement.startsWith("alter") || statement.startsWith("grant") ? 0 : 1));
            return asked.findings();
        });

        assertThat(findings).extracting(Finding::invariant).contains(breach.invariant());
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.sentence()).endsWith("."));
    }

    static Stream<Breach> breaches() {
        return Stream.of(
                breach(
                        "ledger-adds-up",
                        "update balance set spent = spent + 1 where ctid = (select min(ctid) from balance)"),
                breach("ledger-adds-up", "delete from ledger_part where ctid = (select min(ctid) from ledger_part)"),
                breach(
                        "income-within-capacity",
                        "update income_line set monthly = 1 where id = (select income from balance where income is not null limit 1)",
                        "update balance set reserved = 5 where income is not null"),
                breach("budget-within-capacity", "update limit_row set value = 1 where key = 'budget'"),
                breach("nothing-set-aside-for-what-ended", "delete from ledger where kind <> 'reserve'"),
                breach(
                        "no-running-cost-of-what-never-went-live",
                        "update trail set state = 'withdrawn' where ref = " + FINISHED,
                        "insert into running_cost (request, community, monthly, live_from) values (" + FINISHED
                                + ", 'users', 1, now()) on conflict (request) do update set monthly = 1",
                        "delete from ledger where request = " + FINISHED),
                breach(
                        "money-is-recorded-once",
                        "delete from record where seq = (select min(seq) from record where kind = 'money-spend')"),
                breach(
                        "each-completed-task-is-recorded-once",
                        "delete from record where seq = (select max(seq) from record where kind = 'task-completed')"),
                breach("each-completed-task-is-recorded-once", again("kind = 'task-completed'")),
                breach(
                        "each-completed-task-is-recorded-once",
                        "update record set ref = 'G1' where seq = (select max(seq) from record where kind = 'task-completed')"),
                breach(
                        "entries-stand-at-steps",
                        "update record set ref = 'G999' where seq = (select max(seq) from record where ref is not null)"),
                breach(
                        "entries-are-of-known-persons",
                        "delete from person where login = 'pmo' or login = 'board-chair'"),
                breach(
                        "withdrawals-are-recorded-once",
                        "delete from record where seq = (select max(seq) from record where kind = 'withdrawn')"),
                breach(
                        "every-start-is-recorded-once",
                        "delete from record where seq = (select max(seq) from record where kind = 'started')"),
                breach(
                        "no-entry-was-changed",
                        "update record set reason = 'Never mind.' where seq = (select min(seq) + 5 from record)"),
                breach(
                        "numbers-were-drawn-by-the-database",
                        "insert into record (seq, at, side, kind, actor) overriding system value"
                                + " select max(seq) + 100000, now(), 'none', 'made-up', 'system' from record"),
                breach(
                        "no-handover-is-lost-or-doubled",
                        "delete from handover where seq = (select min(seq) from handover)"),
                breach(
                        "no-handover-is-lost-or-doubled",
                        "delete from handover where seq = (select min(seq) from handover where message = 'TrailEnded')"),
                breach(
                        "no-handover-is-lost-or-doubled",
                        "insert into handover (message, from_process, to_process, from_side, ref, at, payload, result) select message,"
                                + " from_process, to_process, from_side, ref, at, payload, result from handover where message = 'OutcomeReviewed' limit 1"),
                breach(
                        "what-was-delivered-arrived-once",
                        "update handover set result = 'receiver-ended' where seq = (select min(seq) from handover where message <> 'TrailEnded')"),
                breach("each-handover-is-recorded-once", again("kind = 'handover'")),
                breach(
                        "no-pair-met-in-one-person",
                        "update record r set actor = (select s.actor from record s where s.ref = r.ref and s.element = 'BoardGoalProposed')"
                                + " where element = 'ApproveBoardGoal'"),
                breach(
                        "no-pair-met-in-one-person",
                        "update record r set on_behalf_of = (select min(s.actor) from record s where s.ref = r.ref and s.element = 'RecordOutcome')"
                                + " where element = 'AcceptOutcome'"),
                breach("every-step-is-rooted", "update trail set parent = 'G999' where ref = 'G1.O1'"),
                breach("every-step-is-rooted", "update trail set path = '{1,9}' where ref = 'G1.O1'"),
                breach("numbers-have-no-gaps", "delete from trail where ref = 'G1'"),
                breach("numbers-have-no-gaps", "update trail_counter set last = last + 1 where parent = 'G1'"),
                breach("every-step-has-its-content", "delete from objective where ref = 'G1.O1'"),
                breach(
                        "nothing-runs-below-what-ended",
                        "update trail set state = 'running', ended_at = null where ref = (select min(ref) from trail where kind = 'request' and state <> 'running')"),
                breach(
                        "one-process-of-a-kind",
                        "update act_ru_execution set business_key_ = 'G1' where id_ = proc_inst_id_"),
                breach(
                        "what-runs-has-a-process",
                        "update trail set state = 'running', ended_at = null where ref = 'G1'"),
                breach(
                        "what-ended-has-no-process",
                        "update trail set state = 'closed', ended_at = now() where state = 'running' and kind = 'goal'"),
                breach(
                        "every-process-is-on-the-trail",
                        "update act_ru_execution set business_key_ = 'G999' where id_ = proc_inst_id_"),
                breach("every-process-waits-for-something", "delete from act_ru_task", "delete from act_ru_job"),
                breach(
                        "every-word-owed-is-asked-for",
                        "update word set published_at = null where id = (select min(id) from word where published_at is not null)"),
                breach(
                        "no-task-where-it-ended",
                        "update trail set state = 'closed', ended_at = now() where state = 'running'"),
                breach(
                        "every-task-has-a-process-and-a-group",
                        "delete from act_ru_identitylink where task_id_ is not null"),
                breach("who-has-a-task-has-its-role", "update act_ru_task set assignee_ = 'pmo'"),
                breach(
                        "nobody-is-of-two-sides",
                        "alter table role_grant drop constraint side_of_role",
                        "insert into role_grant (person, side, role) values ('controller', 'strategy', 'pmo')"),
                breach(
                        "drafts-are-somebodys",
                        "insert into task_draft (task, login, fields, saved_at) values ('t', 'nobody', '{}', now())"),
                breach(
                        "nothing-was-given-up-on",
                        "insert into act_ru_incident (id_, rev_, incident_timestamp_, incident_type_, activity_id_) values ('x', 1, now(), 'failedJob', 'TellResult')"),
                breach("what-was-given-up-on-is-shown", "update act_ru_job set retries_ = 0"),
                breach(
                        "files-are-what-was-attached",
                        "alter table attachment drop constraint attachment_check1",
                        "alter table attachment drop constraint attachment_check",
                        attached("sha256('other'::bytea)")),
                breach("files-are-counted", attached("sha256('bytes'::bytea)")),
                breach(
                        "votes-add-up",
                        "update idea set total = total + 1 where id = (select min(id) from idea where merged_into is null)"),
                breach(
                        "merged-once-and-at-home",
                        "update idea set merged_into = (select max(id) from idea where merged_into is null), community = 'nobody'"
                                + " where id = (select min(id) from idea where merged_into is null)"),
                breach(
                        "one-open-record-of-an-outcome",
                        "update outcome set state = 'recorded', review = 1 where ref = (select ref from outcome group by ref having count(*) > 1 limit 1)"),
                breach("guards-are-on", "alter table record disable trigger record_append_only"),
                breach(
                        "guards-are-on",
                        "alter table ledger rename constraint ledger_pkey to ledger_key",
                        "alter trigger ledger_append_only on ledger rename to other"),
                breach("what-is-only-added-to-cannot-be-changed", "grant delete on record to public"),
                breach(
                        "search-repeats-what-is-there",
                        "update search_text set text = 'other' where source = 'goal.why' and key = 'G1'"),
                breach(
                        "search-repeats-what-is-there",
                        "delete from search_text where source = 'handover.payload.need'"),
                breach(
                        "search-repeats-what-is-there",
                        "update search_text set reader = 'both' where reader = 'members'"),
                breach("search-repeats-what-is-there", "update trail set title = 'Renamed' where ref = 'G1'"));
    }

    private static String again(String which) {
        String columns = "at, ref, side, process, version, element, kind, actor, role, before, after, task";
        return "insert into record (" + columns + ") select " + columns + " from record where " + which + " limit 1";
    }

    private static String attached(String hash) {
        return "insert into attachment (ref, side, number, name, version, type, size, sha256, login, at, content) select ref, side, 99, 'n', 1,"
                + " 't', 5, encode(" + hash
                + ", 'hex'), 'pmo', now(), 'bytes'::bytea from (select 'G1' as ref, 'strategy' as side,"
                + " set_config('a.b', 'c', true)) as place";
    }
}
