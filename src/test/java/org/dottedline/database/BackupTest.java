package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dottedline.Visitor;
import org.dottedline.Walk;
import org.dottedline.trust.Fault;
import org.dottedline.trust.Tried;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class BackupTest {

    /** Every table of ours and of the engine that says what happened, as one text of digits for each row. */
    private static final List<String> TABLES = List.of(
            "dottedline.record",
            "dottedline.handover",
            "dottedline.trail",
            "dottedline.attachment",
            "dottedline.ledger",
            "engine.act_ru_task",
            "engine.act_hi_taskinst");

    @TempDir
    private static Path folder;

    @Test
    @Fault(12)
    void aBackupOfARunningProductIsTheSameRowForRowAndItsTrailsGoOn() throws Exception {
        Instance product = Observed.product();
        Walk walk = new Walk(product.api);
        String initiative = walk.proposed();
        Visitor manager = Visitor.at(product.port, "cm-developers");
        manager.open("/trails/" + initiative + "/attachments");
        manager.upload("/trails/" + initiative + "/attachments", "file", "notes.txt", "what members said".getBytes());
        assertThat(rows(product, "dottedline.attachment", Long.MAX_VALUE)).isNotEmpty();
        long until = jdbc(product)
                .sql("select max(seq) from dottedline.record")
                .query(Long.class)
                .single();
        List<String> record = rows(product, "dottedline.record", until);

        ExecutorService others = Executors.newSingleThreadExecutor();
        boolean[] going = {true};
        Future<Integer> beside = others.submit(() -> {
            int done = 0;
            while (going[0]) {
                walk.proposedGoal("care");
                done++;
            }
            return done;
        });
        Path copy = folder.resolve("copy");
        Backup.take(product.folder(), copy);
        going[0] = false;
        Tried.times(beside.get());
        others.shutdown();

        Path programs = SharedDatabase.programs();
        Files.createSymbolicLink(copy.resolve("postgresql").resolve(programs.getFileName()), programs.toAbsolutePath());
        try (Instance restored = Instance.start(copy, Map.of("LOGGING_LEVEL_ROOT", "error"))) {
            assertThat(rows(restored, "dottedline.record", until)).isEqualTo(record);
            assertThat(rows(restored, "dottedline.attachment", Long.MAX_VALUE))
                    .isEqualTo(rows(product, "dottedline.attachment", Long.MAX_VALUE));
            assertThat(restored.api.as("pmo").history(initiative))
                    .isEqualTo(product.api.as("pmo").history(initiative));
            new Walk(restored.api)
                    .complete("strategist-billing", initiative, "AssessFit", Walk.judgement("fair", "to-25000"));
            restored.api.as("exec-billing").task(initiative, "ApproveInitiative");
        }
    }

    @Test
    void aBackupOverwritesNothingAndSaysWhatIsMissing() throws Exception {
        Path full = Files.createDirectories(folder.resolve("full/of"));
        assertThatThrownBy(() -> Backup.take(Observed.product().folder(), full.getParent()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is not empty: choose another for the backup.");
        assertThatThrownBy(() -> Backup.take(folder.resolve("nowhere"), folder.resolve("other")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("There is no embedded database in");
    }

    private static List<String> rows(Instance instance, String table, long until) throws SQLException {
        return jdbc(instance)
                .sql("select md5(t::text) from " + table + " t"
                        + (until == Long.MAX_VALUE ? " order by 1" : " where seq <= " + until + " order by seq"))
                .query(String.class)
                .list();
    }

    private static JdbcClient jdbc(Instance instance) throws SQLException {
        return Data.jdbc(instance.superuser());
    }
}
