package org.dottedline.engine.persistence;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who works on which of the engine's jobs. */
@Repository
public class JobLocks {

    private final JdbcClient jdbc;

    JobLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void free() {
        jdbc.sql("update engine.act_ru_job set lock_owner_ = null, lock_exp_time_ = null where lock_owner_ is not null")
                .update();
    }

    /** @param owner as the engine names a node */
    public void freeOf(String owner) {
        jdbc.sql("update engine.act_ru_job set lock_owner_ = null, lock_exp_time_ = null where lock_owner_ = :owner")
                .param("owner", owner)
                .update();
    }
}
