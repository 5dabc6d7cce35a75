package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.dottedline.DottedLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator gets from {@code check}, by its exit status and what it prints. */
class CheckCommandTest {

    @Test
    void itSaysWhatItFoundAndHowMuchItChecked() throws Exception {
        SharedDatabase empty = SharedDatabase.empty();
        Map<String, String> environment = Map.of(
                "DOTTEDLINE_DB_URL",
                empty.url(),
                "DOTTEDLINE_DB_USER",
                empty.user(),
                "DOTTEDLINE_DB_PASSWORD",
                empty.password());
        Login app = Database.open(Data.outside(empty.url(), empty.user(), empty.password()))
                .app();

        try (Child check = Child.start(DottedLine.class, environment, "check")) {
            assertThat(check.end()).isZero();
            assertThat(check.output()).matches("Checked \\d+ invariants over \\d+ rows of .*: nothing found\\.\\n");
        }

        Data.jdbc(app)
                .sql("insert into task_draft (task, login, fields, saved_at) values ('a task', 'nobody', '{}', now())")
                .update();
        try (Child check = Child.start(DottedLine.class, environment, "check")) {
            assertThat(check.end()).isEqualTo(1);
            assertThat(check.output())
                    .startsWith("drafts-are-somebodys a task: A draft of nobody who is known.\n")
                    .endsWith(": 1 found.\n");
        }
    }

    @Test
    void whereThereIsNoDatabaseItMakesNoneAndSaysSo(@TempDir Path folder) throws Exception {
        try (Child check = Child.start(DottedLine.class, Map.of("DOTTEDLINE_DATA_DIR", folder.toString()), "check")) {
            assertThat(check.end()).isEqualTo(2);
            assertThat(check.errors()).startsWith("There is no database in " + folder + ": ");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
