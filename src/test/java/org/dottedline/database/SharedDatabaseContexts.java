package org.dottedline.database;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every Spring test context an empty database of {@link SharedDatabase}, made when the context asks for it. A test that
 * names {@code dottedline.data-dir} or {@code dottedline.db.url} among its own properties gets what it names.
 */
class SharedDatabaseContexts implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        return new Customizer();
    }

    /** A record: all are equal, so that contexts are cached as ever. */
    private record Customizer() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            boolean chosen = Arrays.stream(merged.getPropertySourceProperties())
                    .anyMatch(line -> line.startsWith("dottedline.data-dir") || line.startsWith("dottedline.db.url"));
            if (!chosen) {
                context.getEnvironment().getPropertySources().addFirst(new Lazy());
            }
        }
    }

    private static final class Lazy extends PropertySource<Object> {

        private @Nullable SharedDatabase database;

        Lazy() {
            super("shared test database", new Object());
        }

        @Override
        public synchronized @Nullable Object getProperty(String name) {
            if (!name.startsWith("dottedline.db.")) {
                return null;
            }
            if (database == null) {
                database = SharedDatabase.empty();
            }
            return switch (name) {
                case "dottedline.db.url" -> database.url();
                case "dottedline.db.user" -> database.user();
                case "dottedline.db.password" -> database.password();
                default -> null;
            };
        }
    }
}
