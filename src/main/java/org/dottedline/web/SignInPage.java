package org.dottedline.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dottedline.page.Words;
import org.dottedline.people.DemoPerson;
import org.dottedline.people.People;
import org.dottedline.people.Side;
import org.dottedline.web.guide.Guide;
import org.dottedline.web.security.CurrentPerson;
import org.dottedline.web.security.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Signing in: at the company's provider where there is one, by name and password, and in the demo by one button per person, grouped by the shore they stand on. */
@Controller
class SignInPage {

    /** Why the provider's word was not enough, in the address; the bundle knows which there are. */
    private static final Pattern WHY = Pattern.compile("[a-z-]{1,30}");

    private static final String AWAY = "away";

    private final People people;
    private final Guide guide;
    private final Words words;
    private final Provider provider;

    SignInPage(People people, Guide guide, Words words, Provider provider) {
        this.people = people;
        this.guide = guide;
        this.words = words;
        this.provider = provider;
    }

    /** The persons of one side; administrators stand with oversight, since they see no content. */
    record Shore(String side, List<DemoPerson> people) {}

    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, HttpServletResponse response, Model model) {
        if (CurrentPerson.of(request).isPresent()) {
            return "redirect:/tasks";
        }
        HttpSession session = request.getSession(false);
        model.addAttribute("passwords", provider.passwords());
        model.addAttribute("shores", provider.passwords() ? shores() : List.of());
        model.addAttribute("provider", provider.name().orElse(null));
        model.addAttribute("providerWay", Provider.WAY);
        model.addAttribute("walks", guide.offersWalk());
        model.addAttribute("typed", session == null ? null : session.getAttribute("typedLogin"));
        String refused = refusal(request);
        if (refused != null && AWAY.equals(request.getParameter("provider"))) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "60");
        }
        model.addAttribute("refused", refused);
        model.addAttribute("signedOut", request.getParameter("signed-out") != null);
        model.addAttribute(
                "signOutThere",
                "here".equals(request.getParameter("signed-out"))
                        ? provider.signOut().orElse(null)
                        : null);
        return "web/sign-in";
    }

    private @Nullable String refusal(HttpServletRequest request) {
        if (request.getParameter("wait") != null) {
            return words.text("sign-in.wait");
        }
        String why = request.getParameter("provider");
        if (why != null && provider.name().isPresent() && WHY.matcher(why).matches()) {
            String name = provider.name().get();
            return words.find("sign-in.provider." + why)
                    .map(known -> words.text("sign-in.provider." + why, name))
                    .orElse(null);
        }
        return request.getParameter("refused") != null ? words.text("sign-in.refused") : null;
    }

    private List<Shore> shores() {
        List<DemoPerson> demo = people.demoPersons();
        return Stream.of(Side.STRATEGY, Side.COMMUNITY, Side.OVERSIGHT)
                .map(side -> new Shore(
                        side.word(),
                        demo.stream().filter(person -> shore(person) == side).toList()))
                .filter(shore -> !shore.people().isEmpty())
                .toList();
    }

    private static Side shore(DemoPerson person) {
        return person.side() == Side.NONE ? Side.OVERSIGHT : person.side();
    }
}
