package org.dottedline.tasklist.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.dottedline.trail.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code task_note}. */
@Repository
public class NoteTable {

    private final JdbcClient jdbc;

    NoteTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, String task, String note, Instant at) {
        jdbc.sql("insert into task_note (ref, task, note, at) values (:ref, :task, :note, :at)")
                .param("ref", ref.text())
                .param("task", task)
                .param("note", note)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public List<String> of(Ref ref, String task) {
        return jdbc.sql("select note from task_note where ref = :ref and task = :task order by id")
                .param("ref", ref.text())
                .param("task", task)
                .query(String.class)
                .list();
    }

    public void delete(Ref ref, String task, String sentence) {
        jdbc.sql("delete from task_note where ref = :ref and task = :task and note = :note")
                .param("ref", ref.text())
                .param("task", task)
                .param("note", sentence)
                .update();
    }

    public void delete(Ref ref, String task) {
        jdbc.sql("delete from task_note where ref = :ref and task = :task")
                .param("ref", ref.text())
                .param("task", task)
                .update();
    }
}
