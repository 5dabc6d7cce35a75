package org.dottedline.request.persistence;

import java.time.LocalDate;
import java.util.Optional;
import org.dottedline.request.Feedback;
import org.dottedline.request.Request;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code request} and {@code request_feedback}: the community's side. */
@Repository
public class RequestTable {

    private final JdbcClient jdbc;

    RequestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, String community) {
        jdbc.sql("insert into request (ref, community) values (:ref, :community)")
                .param("ref", ref.text())
                .param("community", community)
                .update();
    }

    public void describe(Ref ref, String need, String description) {
        jdbc.sql("update request set need = :need, description = :description where ref = :ref")
                .param("need", need)
                .param("description", description)
                .param("ref", ref.text())
                .update();
    }

    public void answer(Ref ref, String decision, @Nullable String reason) {
        jdbc.sql("update request set answer = :decision, answer_reason = :reason where ref = :ref")
                .param("decision", decision)
                .param("reason", reason)
                .param("ref", ref.text())
                .update();
    }

    public void launch(Ref ref, LocalDate on, String announcement) {
        jdbc.sql("update request set launched_on = :on, announcement = :announcement where ref = :ref")
                .param("on", on)
                .param("announcement", announcement)
                .param("ref", ref.text())
                .update();
    }

    public void feedback(Ref ref, Feedback feedback) {
        jdbc.sql("""
                        insert into request_feedback (ref, from_day, to_day, members, reports, satisfaction, summary)
                        values (:ref, :from, :to, :members, :reports, :satisfaction, :summary)""")
                .param("ref", ref.text())
                .param("from", feedback.from())
                .param("to", feedback.to())
                .param("members", feedback.members())
                .param("reports", feedback.reports())
                .param("satisfaction", feedback.satisfaction())
                .param("summary", feedback.summary())
                .update();
    }

    public Optional<Feedback> feedbackOf(Ref ref) {
        return jdbc.sql("select * from request_feedback where ref = :ref")
                .param("ref", ref.text())
                .query((row, number) -> new Feedback(
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class),
                        row.getInt("members"),
                        row.getInt("reports"),
                        row.getBigDecimal("satisfaction"),
                        row.getString("summary")))
                .optional();
    }

    public Request get(Ref ref) {
        return jdbc.sql("select r.*, t.title from request r join trail t using (ref) where ref = :ref")
                .param("ref", ref.text())
                .query((row, number) -> new Request(
                        ref,
                        row.getString("community"),
                        row.getString("title"),
                        row.getString("need"),
                        row.getString("description"),
                        row.getString("answer"),
                        row.getString("answer_reason"),
                        row.getObject("launched_on", LocalDate.class),
                        row.getString("announcement")))
                .single();
    }
}
