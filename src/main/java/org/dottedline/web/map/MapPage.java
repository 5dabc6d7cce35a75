package org.dottedline.web.map;

import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.dottedline.web.map.Alignment.Seen;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** From goals to what came of them, in one picture and in a list that says the same. */
@Controller
class MapPage {

    private final Alignment alignment;

    MapPage(Alignment alignment) {
        this.alignment = alignment;
    }

    @GetMapping("/map")
    String map(
            Person person,
            @RequestParam(defaultValue = "false") boolean earlier,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        Seen seen = alignment.read(person, earlier, after.isEmpty() ? null : Ref.of(after));
        model.addAttribute("map", seen);
        model.addAttribute("picture", Picture.of(seen.goals(), seen.byMoney()));
        model.addAttribute("earlier", earlier);
        return "map/map";
    }
}
