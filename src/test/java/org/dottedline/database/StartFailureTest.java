package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.dottedline.DottedLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {

    @TempDir
    Path folder;

    @Test
    void aBusyPortEndsTheStartInOneSentenceBeforeTheDatabaseStarts() throws Exception {
        try (var busy = new ServerSocket(0);
                Child child = Child.start(
                        DottedLine.class,
                        Map.of(
                                "SERVER_PORT",
                                Integer.toString(busy.getLocalPort()),
                                "DOTTEDLINE_DATA_DIR",
                                folder.toString()))) {
            assertThat(child.end()).isOne();
            assertThat(child.errors())
                    .isEqualTo("Port " + busy.getLocalPort()
                            + " is busy or not allowed: stop the program that uses it, or choose another port with"
                            + " SERVER_PORT, for example SERVER_PORT=" + (busy.getLocalPort() + 1) + ".\n");
            assertThat(child.output()).doesNotContain("Exception", "PostgreSQL", "ERROR", "\tat ");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
