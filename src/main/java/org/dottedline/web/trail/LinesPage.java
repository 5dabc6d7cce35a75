package org.dottedline.web.trail;

import java.util.List;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a community manager has under way, each as a line with its stops. */
@Controller
class LinesPage {

    private static final int PER_PAGE = 20;

    private final Trails trails;
    private final Lines lines;
    private final People people;
    private final Words words;

    LinesPage(Trails trails, Lines lines, People people, Words words) {
        this.trails = trails;
        this.lines = lines;
        this.people = people;
        this.words = words;
    }

    @GetMapping("/lines")
    String list(Person person, @RequestParam(defaultValue = "") String after, Model model) {
        if (!person.holds(Role.COMMUNITY_MANAGER)) {
            throw new NotFound(words.text("lines.not-here"));
        }
        List<TrailRow> rows = trails.underWay(person, after.isEmpty() ? null : Ref.of(after), PER_PAGE + 1);
        List<TrailRow> page = rows.subList(0, Math.min(PER_PAGE, rows.size()));
        Names names = people.names();
        model.addAttribute("lines", lines.draw(person, page, names));
        model.addAttribute("several", person.units().size() > 1);
        model.addAttribute("further", !after.isEmpty());
        model.addAttribute(
                "next",
                rows.size() > PER_PAGE
                        ? "/lines?after=" + page.get(PER_PAGE - 1).ref()
                        : null);
        return "trail/lines";
    }
}
