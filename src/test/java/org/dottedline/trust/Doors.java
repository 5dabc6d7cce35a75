package org.dottedline.trust;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every way in there is, as the product itself describes it, so that what is added later is attacked, too. */
final class Doors {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(:[^/]*)?}");

    /** A call of the API or a page: its method, its path with variables, and the parameters of its query. */
    record Door(String method, String path, List<String> parameters) {

        boolean changes() {
            return !method.equals("GET");
        }

        /** The path with something in the place of each variable; a variable that nobody has thought of is a failure. */
        String at(Map<String, String> values) {
            Matcher variable = VARIABLE.matcher(path);
            StringBuilder filled = new StringBuilder();
            while (variable.find()) {
                String value = values.get(variable.group(1));
                if (value == null) {
                    throw new AssertionError("Say what stands for " + variable.group() + " in " + path + ".");
                }
                variable.appendReplacement(filled, Matcher.quoteReplacement(value));
            }
            return variable.appendTail(filled).toString();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private Doors() {}

    @SuppressWarnings("unchecked")
    static List<Door> ofApi(Api api) {
        Map<String, Map<String, Object>> paths = (Map<String, Map<String, Object>>)
                api.as("pmo").get("/v3/api-docs").ok().object().get("paths");
        List<Door> doors = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, call) -> {
            if (!path.contains("probe")) {
                List<Map<String, Object>> parameters =
                        (List<Map<String, Object>>) ((Map<String, Object>) call).getOrDefault("parameters", List.of());
                doors.add(new Door(
                        method.toUpperCase(Locale.ROOT),
                        path,
                        parameters.stream()
                                .filter(parameter -> "query".equals(parameter.get("in")))
                                .map(parameter -> (String) parameter.get("name"))
                                .toList()));
            }
        }));
        return doors;
    }

    static List<Door> ofPages(RequestMappingHandlerMapping mappings) {
        List<Door> doors = new ArrayList<>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (isOurs(handler)) {
                mapping.getPatternValues().stream()
                        .filter(path -> !path.startsWith("/api"))
                        .forEach(path -> doors.add(new Door(method(mapping), path, parameters(handler))));
            }
        });
        return doors;
    }

    private static boolean isOurs(HandlerMethod handler) {
        return handler.getBeanType().getPackageName().startsWith("org.dottedline")
                && !handler.getBeanType().getName().contains("Test")
                && !handler.getBeanType().getName().contains("Probe")
                && !ProductTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .equals(handler.getBeanType().getProtectionDomain().getCodeSource());
    }

    private static String method(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .findFirst()
                .map(Enum::name)
                .orElse("GET");
    }

    private static List<String> parameters(HandlerMethod handler) {
        List<String> names = new ArrayList<>();
        for (var parameter : handler.getMethod().getParameters()) {
            RequestParam taken = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
            if (taken != null) {
                names.add(taken.name().isEmpty() ? parameter.getName() : taken.name());
            }
        }
        return names;
    }

    /** What stands for each variable where a task and its step are meant. */
    static Map<String, String> values(String task, String ref) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", task);
        values.put("ref", ref);
        values.put("key", "00000000-0000-4000-8000-000000000000");
        values.put("seq", "1");
        values.put("login", "exec-care");
        values.put("idea", "1");
        values.put("job", "1");
        values.put("kind", "approvals");
        values.put("list", "income");
        values.put("line", "1");
        return values;
    }
}
