package org.dottedline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RepositoryService;

/** A decision table deployed with a change until it is closed: what somebody does who edits the table and nothing else. */
public record ChangedTable(RepositoryService repository, String deployment) implements AutoCloseable {

    /**
     * Deploys the changed table.
     *
     * @param file below {@code processes/}
     */
    public static ChangedTable of(RepositoryService repository, String file, UnaryOperator<String> change) {
        String table = read(file);
        String changed = change.apply(table);
        assertThat(changed).as("the change of " + file).isNotEqualTo(table);
        return new ChangedTable(
                repository,
                repository
                        .createDeployment()
                        .name("changed table")
                        .addString(file, changed)
                        .deploy()
                        .getId());
    }

    static String read(String file) {
        try (InputStream content = ChangedTable.class.getResourceAsStream("/processes/" + file)) {
            assertThat(content).as(file).isNotNull();
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        repository.deleteDeployment(deployment, true);
    }
}
