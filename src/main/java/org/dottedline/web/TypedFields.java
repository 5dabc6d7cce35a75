package org.dottedline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dottedline.page.Fact;
import org.dottedline.refusal.PlainText;
import org.dottedline.tasklist.form.Forms;
import org.dottedline.tasklist.form.PageForms;
import org.springframework.stereotype.Component;

/** What somebody typed into a form that was not taken, for them to copy: by its labels where the form says which it is, else by its names. */
@Component
class TypedFields {

    /** What pages send along by themselves. */
    private static final Set<String> NOT_TYPED =
            Set.of("_csrf", "once", "list", "at", "task", "seen", "add-row", "remove-row", "try", "fill", "onward");

    private final Forms forms;
    private final PageForms pageForms;

    TypedFields(Forms forms, PageForms pageForms) {
        this.forms = forms;
        this.pageForms = pageForms;
    }

    /** Never what is secret. */
    List<Fact> of(HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!NOT_TYPED.contains(name) && !name.toLowerCase(Locale.ROOT).contains("password")) {
                typed.put(name, Arrays.asList(values));
            }
        });
        String form = request.getParameter("task");
        if (form != null && forms.ids().contains(form)) {
            return pageForms.kept(forms.of(form), typed);
        }
        return typed.entrySet().stream()
                .filter(field -> !String.join("", field.getValue()).isBlank())
                .map(field -> new Fact(named(field.getKey()), String.join(", ", field.getValue()), true))
                .toList();
    }

    /** {@code Remark to members} of {@code remark-to-members}. */
    private static String named(String key) {
        String words = PlainText.shown(key).replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
