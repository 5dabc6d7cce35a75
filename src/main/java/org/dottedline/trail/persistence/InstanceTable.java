package org.dottedline.trail.persistence;

import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The engine's live process instances that a withdrawal ends, by reference: a word owed to members is not among them. */
@Repository
public class InstanceTable {

    private final JdbcClient jdbc;

    InstanceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A live process instance.
     *
     * @param caller id of the instance that called it; absent where it stands alone
     */
    public record Instance(String id, Ref ref, @Nullable String caller) {}

    public List<Instance> atAndBelow(Ref ref) {
        return jdbc.sql("""
                        select i.id_ as id, i.business_key_ as ref, s.proc_inst_id_ as caller
                        from engine.act_ru_execution i left join engine.act_ru_execution s on s.id_ = i.super_exec_
                        where i.id_ = i.proc_inst_id_
                          and exists (select 1 from engine.act_ru_event_subscr w
                                      where w.proc_inst_id_ = i.id_ and w.event_name_ = 'Withdrawn')
                          and (i.business_key_ = :ref or i.business_key_ like :ref || '.%')""")
                .param("ref", ref.text())
                .query((row, number) ->
                        new Instance(row.getString("id"), Ref.of(row.getString("ref")), row.getString("caller")))
                .list();
    }
}
