package org.dottedline.web.trail;

import java.util.List;
import org.dottedline.engine.UserAction;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.dottedline.trail.process.Withdrawal;
import org.dottedline.web.trail.TrailView.Node;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Withdrawing on a page: what will end is said first, and a reason is asked for. */
@Controller
class WithdrawPage {

    private final Trails trails;
    private final TrailView view;
    private final Withdrawal withdrawal;
    private final UserAction userAction;
    private final Words words;

    WithdrawPage(Trails trails, TrailView view, Withdrawal withdrawal, UserAction userAction, Words words) {
        this.trails = trails;
        this.view = view;
        this.withdrawal = withdrawal;
        this.userAction = userAction;
        this.words = words;
    }

    record End(String kind, String ref, String title) {}

    record Shown(String ref, String kind, List<Crumb> crumbs, List<End> ends, int openTasks) {}

    @GetMapping("/trails/{ref}/withdraw")
    ModelAndView ask(Person person, @PathVariable String ref) {
        return page(person, Ref.of(ref), "", List.of(), HttpStatus.OK);
    }

    @PostMapping("/trails/{ref}/withdraw")
    ModelAndView withdraw(
            Person person,
            @PathVariable String ref,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes onward) {
        Ref which = Ref.of(ref);
        try {
            userAction.run(() -> withdrawal.withdraw(person, which, reason.replace("\r\n", "\n")));
        } catch (InvalidFields refusal) {
            return page(
                    person,
                    which,
                    reason,
                    List.of(Problem.at("reason", refusal.sentence())),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        onward.addFlashAttribute("flash", List.of(words.text("withdraw.done", ref)));
        return new ModelAndView("redirect:/trails/" + ref);
    }

    private ModelAndView page(Person person, Ref ref, String reason, List<Problem> problems, HttpStatus status) {
        TrailRow row = trails.visible(person, ref);
        Trails.requireRunning(row);
        if (!withdrawal.allowed(person, row)) {
            throw new Forbidden(words.text("withdraw.not-yours"));
        }
        List<Node> ending = view.tree(person, ref).stream()
                .filter(node -> node.row().running())
                .toList();
        ModelAndView page = new ModelAndView("trail/withdraw", status);
        page.addObject(
                "withdrawal",
                new Shown(
                        ref.text(),
                        row.kind().word(),
                        trails.way(ref).entrySet().stream()
                                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                                .toList(),
                        ending.stream()
                                .map(node -> new End(
                                        node.row().kind().word(),
                                        node.row().ref().text(),
                                        node.row().title()))
                                .toList(),
                        ending.stream().mapToInt(node -> node.tasks().size()).sum()));
        page.addObject(
                "form",
                new DrawnForm(
                        List.of(Field.of(
                                        "reason",
                                        "textarea",
                                        words.text("withdraw.reason"),
                                        words.text("withdraw.reason.help"),
                                        reason)
                                .with(problems)),
                        problems));
        return page;
    }
}
