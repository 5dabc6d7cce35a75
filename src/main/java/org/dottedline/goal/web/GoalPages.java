package org.dottedline.goal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.api.Once;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.ReadsFields;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.form.PageForms;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Proposing a board goal on a page. */
@Controller
class GoalPages {

    private final BoardGoal boardGoal;
    private final PageForms pageForms;
    private final Once once;
    private final Words words;

    GoalPages(BoardGoal boardGoal, PageForms pageForms, Once once, Words words) {
        this.boardGoal = boardGoal;
        this.pageForms = pageForms;
        this.once = once;
        this.words = words;
    }

    @GetMapping("/goals/new")
    String blank(Person person, Model model) {
        if (!person.holds(Role.BOARD)) {
            throw new Forbidden(words.text("goal.propose.not-yours"));
        }
        model.addAttribute("once", Once.newKey());
        model.addAttribute("form", pageForms.opened(boardGoal.form(), Map.of()));
        return "goal/propose";
    }

    @ReadsFields
    @PostMapping("/goals/new")
    ModelAndView propose(
            Person person,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key,
            HttpServletRequest request,
            RedirectAttributes onward) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf") && !name.equals(Once.FIELD)) {
                typed.put(name, Arrays.asList(values));
            }
        });
        Map<String, Object> raw = pageForms.read(boardGoal.form(), typed);
        try {
            String ref = once.opened(
                    person.login(),
                    key,
                    raw,
                    () -> boardGoal.propose(person, raw).text());
            onward.addFlashAttribute("flash", List.of(words.text("goal.proposed", ref)));
            return new ModelAndView("redirect:/trails/" + ref);
        } catch (InvalidFields | RuleRefused refusal) {
            DrawnForm form = pageForms.refused(boardGoal.form(), typed, refusal);
            return new ModelAndView(
                    "goal/propose", Map.of("form", form, "once", key), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }
}
