package org.dottedline.goal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.engine.UserAction;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.form.PageForms;
import org.dottedline.trail.Ref;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Proposing a board goal on a page. */
@Controller
class GoalPages {

    private final BoardGoal boardGoal;
    private final PageForms pageForms;
    private final UserAction userAction;
    private final Words words;

    GoalPages(BoardGoal boardGoal, PageForms pageForms, UserAction userAction, Words words) {
        this.boardGoal = boardGoal;
        this.pageForms = pageForms;
        this.userAction = userAction;
        this.words = words;
    }

    @GetMapping("/goals/new")
    String blank(Person person, Model model) {
        if (!person.holds(Role.BOARD)) {
            throw new Forbidden(words.text("goal.propose.not-yours"));
        }
        model.addAttribute("form", pageForms.opened(boardGoal.form(), Map.of()));
        return "goal/propose";
    }

    @PostMapping("/goals/new")
    ModelAndView propose(Person person, HttpServletRequest request, RedirectAttributes onward) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                typed.put(name, Arrays.asList(values));
            }
        });
        Map<String, Object> raw = pageForms.read(boardGoal.form(), typed);
        try {
            Ref ref = userAction.run(() -> boardGoal.propose(person, raw));
            onward.addFlashAttribute("flash", List.of(words.text("goal.proposed", ref.text())));
            return new ModelAndView("redirect:/trails/" + ref);
        } catch (InvalidFields | RuleRefused refusal) {
            DrawnForm form = pageForms.refused(boardGoal.form(), typed, refusal);
            return new ModelAndView("goal/propose", Map.of("form", form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }
}
