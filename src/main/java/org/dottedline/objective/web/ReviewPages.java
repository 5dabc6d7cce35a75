package org.dottedline.objective.web;

import java.util.List;
import org.dottedline.engine.UserAction;
import org.dottedline.objective.process.Reviews;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button that opens a review before its time. */
@Controller
class ReviewPages {

    private final Reviews reviews;
    private final UserAction action;
    private final Words words;

    ReviewPages(Reviews reviews, UserAction action, Words words) {
        this.reviews = reviews;
        this.action = action;
        this.words = words;
    }

    @PostMapping("/trails/{ref}/now")
    String now(Person person, @PathVariable String ref, RedirectAttributes onward) {
        action.run(() -> reviews.openNow(person, Ref.of(ref), "RecordOutcome"));
        onward.addFlashAttribute("flash", List.of(words.text("review.opened", ref)));
        return "redirect:/trails/" + Ref.of(ref);
    }
}
