package org.dottedline.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BillOfMaterialsTest {

    @Test
    @SuppressWarnings("unchecked")
    void theBuildListsWhatTheProductIsMadeOf() throws IOException {
        try (InputStream bill = getClass().getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            Map<String, Object> read = JsonMapper.builder().build().readValue(bill, Map.class);

            assertThat(read).containsEntry("bomFormat", "CycloneDX");
            assertThat((List<Map<String, Object>>) read.get("components"))
                    .extracting(component ->
                            component.get("group") + ":" + component.get("name") + ":" + component.get("version"))
                    .contains("org.camunda.bpm:camunda-engine:7.24.0")
                    .anyMatch(component -> ((String) component).startsWith("org.postgresql:postgresql:"))
                    .anyMatch(component -> ((String) component).startsWith("org.webjars.npm:htmx.org:"))
                    .noneMatch(component -> ((String) component).contains("junit"));
        }
    }
}
