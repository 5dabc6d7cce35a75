package org.dottedline.web.components;

import java.util.Arrays;
import java.util.List;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.Forbidden;
import org.dottedline.trail.State;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Every part of the pages in every state, for those who look after the product: administrators and the PMO. */
@Controller
class ComponentsPage {

    private final Samples samples;
    private final Words words;

    ComponentsPage(Samples samples, Words words) {
        this.samples = samples;
        this.words = words;
    }

    @GetMapping("/system/components")
    String components(Person person, Model model) {
        if (!person.holds(Role.ADMINISTRATOR) && !person.holds(Role.PMO)) {
            throw new Forbidden(words.text("components.not-yours"));
        }
        model.addAttribute("schemes", Tokens.schemes());
        model.addAttribute(
                "states", Arrays.stream(State.values()).map(State::word).toList());
        model.addAttribute("sides", List.of("strategy", "community", "oversight", "none", "both"));
        model.addAttribute("samples", samples);
        return "components/components";
    }
}
