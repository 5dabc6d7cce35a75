package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;

class BuildTest {

    @Test
    void theApplicationIsASpringBootApplication() {
        assertThat(DottedLine.class).hasAnnotation(SpringBootApplication.class);
    }
}
