package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine still holds at and below a reference. */
public final class Leftovers {

    /** Words owed to members survive. */
    private static final String INSTANCES =
            "(select id_ from act_hi_procinst where (business_key_ = :ref or business_key_ like :ref || '.%') and proc_def_key_ <> 'member-report')";

    private Leftovers() {}

    /** Fails where a task, a job, a waiting message or a process is left, but for a word owed to members. */
    public static void none(JdbcClient jdbc, String ref) {
        assertThat(count(jdbc, "act_ru_task", "proc_inst_id_", ref))
                .as("open tasks")
                .isZero();
        assertThat(count(jdbc, "act_ru_job", "process_instance_id_", ref))
                .as("jobs")
                .isZero();
        assertThat(count(jdbc, "act_ru_event_subscr", "proc_inst_id_", ref))
                .as("waiting messages")
                .isZero();
        assertThat(count(jdbc, "act_ru_execution", "proc_inst_id_", ref))
                .as("processes")
                .isZero();
        assertThat(jdbc.sql("select count(*) from act_hi_procinst where id_ in " + INSTANCES)
                        .param("ref", ref)
                        .query(Integer.class)
                        .single())
                .as("processes that were there to be ended")
                .isPositive();
    }

    private static int count(JdbcClient jdbc, String table, String instance, String ref) {
        return jdbc.sql("select count(*) from " + table + " where " + instance + " in " + INSTANCES)
                .param("ref", ref)
                .query(Integer.class)
                .single();
    }
}
