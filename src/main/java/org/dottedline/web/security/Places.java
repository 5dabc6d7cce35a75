package org.dottedline.web.security;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Paths as they may stand in a log: the words of our own addresses, references and ids. Whatever else stood in one was typed, perhaps a
 * password in the wrong field, and is left out.
 */
@Component
class Places {

    private static final Set<String> DOORS = Set.of(
            "actuator",
            "health",
            "readiness",
            "liveness",
            "camunda",
            "engine-rest",
            "sign-in",
            "sign-out",
            "assets",
            "webjars",
            "v3",
            "api-docs",
            "with",
            "return",
            "provider");

    /** A reference, a number, or the id of a task. */
    private static final Pattern ID =
            Pattern.compile("[GN]\\d{1,9}(\\.[OIR]\\d{1,9}){0,3}|\\d{1,9}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int LONGEST = 200;

    private final BeanFactory beans;
    private volatile @Nullable Set<String> words;

    /** Takes the factory: the mappings lean on the filters of which this is a part. */
    Places(BeanFactory beans) {
        this.beans = beans;
    }

    /** One line at most, whatever was sent. */
    String of(String path) {
        String[] parts = path.split("/", -1);
        String kept =
                Arrays.stream(parts).map(part -> isOurs(part) ? part : "?").collect(Collectors.joining("/"));
        return kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept;
    }

    private boolean isOurs(String part) {
        return part.isEmpty() || DOORS.contains(part) || ID.matcher(part).matches() || words().contains(part);
    }

    private Set<String> words() {
        Set<String> known = words;
        if (known == null) {
            known = beans
                    .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                    .getHandlerMethods()
                    .keySet()
                    .stream()
                    .flatMap(mapping -> mapping.getPatternValues().stream())
                    .flatMap(pattern -> Arrays.stream(pattern.split("/")))
                    .filter(part -> part.matches("[a-z][a-z0-9-]*"))
                    .collect(Collectors.toCollection(TreeSet::new));
            words = known;
        }
        return known;
    }
}
