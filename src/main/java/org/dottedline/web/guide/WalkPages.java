package org.dottedline.web.guide;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.dottedline.page.Words;
import org.dottedline.refusal.NotFound;
import org.dottedline.web.guide.Walk.Stop;
import org.dottedline.web.security.DemoSignIn;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leads along the finished trail of the demo; where there is none, there are no such pages. */
@Controller
class WalkPages {

    private final Walk walk;
    private final DemoSignIn demo;
    private final Words words;

    WalkPages(Walk walk, DemoSignIn demo, Words words) {
        this.walk = walk;
        this.demo = demo;
        this.words = words;
    }

    /** Goes to a stop, the first where none is named, as the person whose stop it is. */
    @PostMapping("/walk")
    String go(@RequestParam(defaultValue = "1") int step, HttpServletRequest request, HttpServletResponse response) {
        List<Stop> stops = walk.stops();
        if (step < 1 || step > stops.size()) {
            throw new NotFound(words.text("walk.none"));
        }
        Stop stop = stops.get(step - 1);
        demo.continueAs(stop.login(), request, response);
        Guide.goTo(request, step - 1);
        return "redirect:" + stop.path();
    }

    /** Leaves it; one stays who one is. */
    @PostMapping("/walk/leave")
    String leave(HttpServletRequest request, RedirectAttributes onward) {
        if (walk.stops().isEmpty()) {
            throw new NotFound(words.text("walk.none"));
        }
        Guide.leave(request);
        onward.addFlashAttribute("flash", List.of(words.text("walk.left")));
        return "redirect:/tour";
    }
}
