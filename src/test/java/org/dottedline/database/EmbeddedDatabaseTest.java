package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class EmbeddedDatabaseTest {

    @TempDir
    static Path data;

    @Test
    void theEngineWorksAsTheApplicationsRole() {
        var environment = new MockEnvironment().withProperty("dottedline.data-dir", data.toString());
        var configuration = new DatabaseConfiguration();
        try (var database = configuration.database(
                        environment, new org.springframework.context.support.GenericApplicationContext());
                var pool = configuration.dataSource(database, environment)) {
            var engine = (StandaloneProcessEngineConfiguration)
                    new StandaloneProcessEngineConfiguration().setDatabaseSchemaUpdate("false");
            engine.setDataSource(pool);
            engine.setHistory("full");
            engine.setJobExecutorActivate(false);
            var process = engine.buildProcessEngine();
            assertThat(process.getRuntimeService().createProcessInstanceQuery().count())
                    .isZero();
            process.close();
        }
    }
}
