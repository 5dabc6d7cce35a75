package org.dottedline.need.persistence;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.need.Answer;
import org.dottedline.need.Need;
import org.dottedline.trail.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code need}, the community's, and {@code need_answer}, the strategy side's. */
@Repository
public class NeedTable {

    private final JdbcClient jdbc;

    NeedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, String community, String lob) {
        jdbc.sql("insert into need (ref, community, lob) values (:ref, :community, :lob)")
                .param("ref", ref.text())
                .param("community", community)
                .param("lob", lob)
                .update();
    }

    public void describe(Ref ref, String need, List<String> groups, String evidence) {
        jdbc.sql("update need set need = :need, groups = :groups, evidence = :evidence where ref = :ref")
                .param("need", need)
                .param("groups", groups.toArray(String[]::new))
                .param("evidence", evidence)
                .param("ref", ref.text())
                .update();
    }

    public Map<Ref, String> lobs(Collection<Ref> refs) {
        Map<Ref, String> lobs = new HashMap<>();
        jdbc.sql("select ref, lob from need where ref = any(:refs)")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> lobs.put(Ref.of(row.getString("ref")), row.getString("lob")))
                .list();
        return lobs;
    }

    public Need get(Ref ref) {
        return jdbc.sql("select n.*, t.title from need n join trail t using (ref) where ref = :ref")
                .param("ref", ref.text())
                .query((row, number) -> new Need(
                        ref,
                        row.getString("community"),
                        row.getString("lob"),
                        row.getString("title"),
                        row.getString("need"),
                        row.getArray("groups") == null
                                ? List.of()
                                : List.of((String[]) row.getArray("groups").getArray()),
                        row.getString("evidence")))
                .single();
    }

    public void answer(Ref ref, Answer answer) {
        jdbc.sql(
                        "insert into need_answer (ref, decision, reference, reason) values (:ref, :decision, :reference, :reason)")
                .param("ref", ref.text())
                .param("decision", answer.decision())
                .param(
                        "reference",
                        answer.reference() == null ? null : answer.reference().text())
                .param("reason", answer.reason())
                .update();
    }

    public Answer answerOf(Ref ref) {
        return jdbc.sql("select * from need_answer where ref = :ref")
                .param("ref", ref.text())
                .query((row, number) -> {
                    String reference = row.getString("reference");
                    return new Answer(
                            row.getString("decision"),
                            reference == null ? null : Ref.of(reference),
                            row.getString("reason"));
                })
                .single();
    }
}
