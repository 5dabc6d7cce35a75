package org.dottedline.funding.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.engine.UserAction;
import org.dottedline.funding.CommunityMoney;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The communities: what each told its members, and, for those who may read it, how its money stands. */
@Controller
class CommunitiesPage {

    private final CommunityMoney money;
    private final People people;
    private final Words words;
    private final UserAction userAction;

    CommunitiesPage(CommunityMoney money, People people, Words words, UserAction userAction) {
        this.money = money;
        this.people = people;
        this.words = words;
        this.userAction = userAction;
    }

    /**
     * A community.
     *
     * @param least its lowest run rate of the next twelve months; absent, as its floor, for who may not read it
     * @param below whether that is below the floor
     * @param ideas whether the person may open its idea box
     */
    record CommunityLine(
            String id,
            String name,
            @Nullable String least,
            @Nullable String floor,
            boolean below,
            boolean ideas) {}

    @GetMapping("/communities")
    ModelAndView communities(Person person) {
        List<CommunityLine> communities = userAction.run(() -> people.units(UnitKind.COMMUNITY).stream()
                .map(unit -> line(person, unit))
                .toList());
        return new ModelAndView("funding/communities", Map.of("communities", communities));
    }

    private CommunityLine line(Person person, Unit community) {
        boolean ideas = person.holds(Role.COMMUNITY_MANAGER, community.id()) || person.holds(Role.PMO);
        if (!money.readable(person, community.id())) {
            return new CommunityLine(community.id(), community.name(), null, null, false, ideas);
        }
        Map<String, Object> shown = money.shown(person, community.id());
        BigDecimal floor = new BigDecimal(String.valueOf(shown.get("floor")));
        List<BigDecimal> months = new ArrayList<>();
        for (Object month : (List<?>) shown.get("runRate")) {
            months.add(new BigDecimal(String.valueOf(((Map<?, ?>) month).get("amount"))));
        }
        BigDecimal least = months.stream().reduce(months.get(0), BigDecimal::min);
        return new CommunityLine(
                community.id(),
                community.name(),
                words.money(least),
                words.money(floor),
                least.compareTo(floor) < 0,
                ideas);
    }
}
