package org.dottedline.web.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.util.List;
import java.util.Map;
import org.dottedline.QuickPasswords;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.demo.Finished;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.refusal.NotFound;
import org.dottedline.web.guide.Walk.Stop;
import org.dottedline.web.security.DemoSignIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;

/** The whole demo, its story told, and the walk along the trail that it finished. */
@Import(QuickPasswords.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "dottedline.demo=story")
class WalkTest {

    /** What the page of a stop shows for certain, since the bar tells people to look at it. */
    private static final Map<String, List<String>> SHOWS = Map.ofEntries(
            Map.entry("goal", List.of("Improve the quality of our products", "Partly achieved")),
            Map.entry(
                    "objective", List.of("Surface defects in the invoicing module before release", "40 → 20 defects")),
            Map.entry(
                    "initiative",
                    List.of("Members lose days on defects that others already know", "Changes asked for", "Approved")),
            Map.entry("research", List.of("What it said", "customers", "126")),
            Map.entry("funding", List.of("Review funding", "8,750.00")),
            Map.entry("sourcing", List.of("Decide sourcing", "sensitive")),
            Map.entry("spending", List.of("Approve spending: approved")),
            Map.entry("delivery", List.of("Confirm delivery", "101,300.00")),
            Map.entry("outcome", List.of("Record outcome", "23", "Two of three releases were cut before triage")),
            Map.entry("told", List.of("You said", "We did", "Seventeen defects fewer escape each release")),
            Map.entry("history", List.of("What happened, in order", "Ruth Okafor (Board)")));

    @LocalServerPort
    private int port;

    @Autowired
    private Walk walk;

    @Test
    void eachStopIsAPageOfItsPersonThatShowsWhatTheBarSays() {
        List<Stop> stops = walk.stops();
        assertThat(stops).extracting(Stop::key).containsExactlyInAnyOrderElementsOf(SHOWS.keySet());
        Visitor newcomer = Visitor.at(port);
        assertThat(newcomer.open("/sign-in").html()).contains("action=\"/walk\"");

        Sheet page = newcomer.send("/walk");
        for (int place = 0; place < stops.size(); place++) {
            Stop stop = stops.get(place);
            assertThat(page.status()).as(stop.key()).isEqualTo(200);
            assertThat(page.path()).as(stop.key()).isEqualTo(stop.path().replaceAll("[?#].*", ""));
            assertThat(page.text())
                    .as(stop.key())
                    .contains("Step " + (place + 1) + " of " + stops.size(), "You are now " + stop.name())
                    .contains(SHOWS.get(stop.key()));
            if (place + 1 < stops.size()) {
                assertThat(page.text())
                        .contains("Next: as " + stops.get(place + 1).name());
                page = newcomer.send("/walk", "step", String.valueOf(place + 2));
            }
        }
        assertThat(page.text()).contains("Finish the walk").doesNotContain("Next: as");
        Sheet left = newcomer.send("/walk/leave");
        assertThat(left.path()).isEqualTo("/tour");
        assertThat(left.text()).contains("You have left the walk", "PMO").doesNotContain("Step 11");
    }

    @Test
    void aWalkEndsWhereOneLeavesItAndHasNoStopBeyondItsLast() {
        Visitor newcomer = Visitor.at(port);
        newcomer.open("/sign-in");
        newcomer.send("/walk");
        assertThat(newcomer.send("/walk", "step", "99").status()).isEqualTo(404);
        assertThat(newcomer.open("/tasks").text()).contains("Step 1 of 11");
        assertThat(newcomer.send("/walk/leave").text()).doesNotContain("Step 1 of 11");
        assertThat(newcomer.open("/tasks").text()).doesNotContain("Step 1 of 11");
        assertThat(Visitor.at(port).sendWithoutToken("/walk").status()).isEqualTo(403);
    }

    @Test
    void withoutTheDemoThereIsNoWalk() {
        DemoSignIn real = mock(DemoSignIn.class);
        Words words = mock(Words.class);
        org.mockito.Mockito.when(words.text("walk.none")).thenReturn("There is no trail to follow here.");
        WalkPages pages = new WalkPages(new Walk(mock(Finished.class), mock(People.class), real), real, words);
        assertThatThrownBy(() -> pages.go(1, new MockHttpServletRequest(), new MockHttpServletResponse()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pages.leave(new MockHttpServletRequest(), new RedirectAttributesModelMap()))
                .isInstanceOf(NotFound.class);
    }
}
