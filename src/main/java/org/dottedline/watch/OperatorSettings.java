package org.dottedline.watch;

import java.util.HashMap;
import java.util.Map;
import org.dottedline.database.StartFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** What the environment says about the port of operators and the log, in the words that Spring Boot has for it. */
class OperatorSettings implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> settings = new HashMap<>();
        String port = text(environment, "dottedline.management-port");
        if (port != null) {
            if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
                throw new StartFailure(
                        "DOTTEDLINE_MANAGEMENT_PORT is '" + port + "'", "give it a port, or leave it out");
            }
            String address = text(environment, "dottedline.management-address");
            settings.put("management.server.port", port);
            settings.put("management.server.address", address == null ? "127.0.0.1" : address);
        }
        String format = text(environment, "dottedline.log-format");
        if (format == null || format.equals("text")) {
            settings.put("logging.structured.format.console", TextLines.class.getName());
        } else if (format.equals("json")) {
            settings.put("logging.structured.format.console", JsonLines.class.getName());
        } else {
            throw new StartFailure(
                    "DOTTEDLINE_LOG_FORMAT is '" + format + "'", "give it json or text, or leave it out");
        }
        environment.getPropertySources().addLast(new MapPropertySource("operators", settings));
    }

    private static @Nullable String text(Environment environment, String name) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
