package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.Api.Caller;
import org.dottedline.trail.Ref;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Of a request, too, information crosses only by handover. Two requests of one community differ in all that one side keeps to
 * itself: its words, its figures, even the steps that it takes. What the other side can read of them is the same, byte for byte.
 */
class RequestWallTest extends RequestProcessTest {

    /** At the beginning of every text that strategy, or a community, keeps to itself. */
    private static final String OF_STRATEGY = "Qzs";

    private static final String OF_COMMUNITY = "Qzc";

    private static final List<String> POINTS = List.of("reported in three minutes", "translated");

    private static final List<String> STRATEGY =
            List.of("board-chair", "exec-billing", "strategist-billing", "controller", "buyer", "delivery-lead");

    @LocalServerPort
    private int port;

    /** What strategy does between the handover of a request and its delivery. */
    private interface Strategy {
        void work(Ref request);
    }

    /** What a community does with a described request until strategy hears of it. */
    private interface Research {
        void ask(Ref request);
    }

    @Test
    void aCommunityReadsTheSameHoweverStrategyComesToItsDelivery() {
        Seen plain = delivered(RequestWallTest.this::ask, this::straightOn);
        Seen troubled = delivered(RequestWallTest.this::ask, this::withTrouble);

        assertThat(troubled.byCommunity()).isEqualTo(plain.byCommunity());
        assertThat(troubled.byCommunity())
                .contains("FeatureDelivered", "reported in three minutes")
                .doesNotContain(OF_STRATEGY, "oneOff", "vendor", "24000", "260000", "261000", "ApproveSpending")
                .doesNotContain("ReviewFunding", "CountersignSpending");
        assertThat(troubled.byStrategy())
                .contains(OF_STRATEGY + " scope", OF_STRATEGY + " risk", OF_STRATEGY + " countersign", "261000.00")
                .doesNotContain(OF_COMMUNITY);
        assertThat(troubled.byOversight()).contains(OF_STRATEGY + " sent back", OF_COMMUNITY + " announced");
    }

    @Test
    @Attack(18)
    void strategyReadsTheSameHoweverMembersWereAsked() {
        Seen once = delivered(RequestWallTest.this::ask, this::straightOn);
        Seen thrice = delivered(RequestWallTest.this::askTwiceAfterAPoorPlan, this::straightOn);

        assertThat(thrice.byStrategy()).isEqualTo(once.byStrategy());
        assertThat(thrice.byStrategy())
                .contains("FeatureRequested", "What members said.", "FeedbackReported")
                .doesNotContain(OF_COMMUNITY, "PlanResearch", "SubmitResearch", "closesOn");
        assertThat(thrice.byCommunity()).contains(OF_COMMUNITY + " question", OF_COMMUNITY + " announced");
    }

    /** What each side read at every stage of a request. */
    private record Seen(String byCommunity, String byStrategy, String byOversight) {}

    private Seen delivered(Research research, Strategy strategy) {
        List<String> community = new ArrayList<>();
        List<String> byStrategy = new ArrayList<>();
        List<String> oversight = new ArrayList<>();
        Ref request = describedRequest();
        research.ask(request);
        runJobs(request);
        note(request, community, byStrategy, oversight);
        strategy.work(request);
        note(request, community, byStrategy, oversight);
        runJobs(request);
        note(request, community, byStrategy, oversight);
        complete(
                manager(),
                request,
                "LaunchWithMembers",
                Map.of("launchedOn", clock.today().toString(), "announcement", OF_COMMUNITY + " announced"));
        reportFeedback(request);
        note(request, community, byStrategy, oversight);
        return new Seen(String.join("\n", community), String.join("\n", byStrategy), String.join("\n", oversight));
    }

    private void note(Ref request, List<String> community, List<String> strategy, List<String> oversight) {
        community.add(read(manager(), request));
        STRATEGY.forEach(login -> strategy.add(login + " " + read(login, request)));
        oversight.add(read("pmo", request));
    }

    /** Every answer about the trail of a request, without what differs between any two trails. */
    private String read(String login, Ref request) {
        String goal = request.text().split("\\.")[0];
        Caller caller = new Api(port).as(login);
        Visitor visitor = Visitor.at(port, login);
        StringBuilder all = new StringBuilder();
        for (Ref ref = request; ref != null; ref = ref.parent().orElse(null)) {
            for (String path : List.of("", "/history", "/handovers")) {
                all.append(caller.get("/api/v1/trails/" + ref + path).text()).append('\n');
            }
        }
        all.append(visitor.open("/trails/" + goal).text()).append('\n');
        all.append(visitor.open("/trails/" + goal + "/history").text()).append('\n');
        all.append(visitor.open("/trails/" + request).text()).append('\n');
        all.append(caller.get("/api/v1/tasks?ref=" + goal).ok().text()).append('\n');
        for (Map<String, Object> task : caller.tasks(goal)) {
            all.append(caller.get("/api/v1/tasks/" + task.get("id")).ok().text())
                    .append('\n')
                    .append(caller.get("/api/v1/tasks/" + task.get("id") + "/form")
                            .text())
                    .append('\n');
        }
        return all.toString()
                .replaceAll("\\b" + goal + "\\b", "G")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "NOW")
                .replaceAll("\\b\\d\\d:\\d\\d(:\\d\\d)?\\b", "NOW")
                .replaceAll("\"seq\":\\d+", "\"seq\":0");
    }

    // How a community asks

    private void ask(Ref request) {
        plan(request, "customers", "partners");
        submit(request, answers("customers", 400, 126, 97, 18, 11), answers("partners", 90, 41, 31, 7, 3));
    }

    /** The same sums for strategy: another question, a plan that came back, a further round, other small cells. */
    private void askTwiceAfterAPoorPlan(Ref request) {
        Map<String, Object> poor = planned(1, "customers");
        poor.put("question", OF_COMMUNITY + " question");
        complete(manager(), request, "PlanResearch", poor);
        Map<String, Object> sound = planned(30, "customers", "partners");
        sound.put("question", OF_COMMUNITY + " better question");
        sound.put("method", "interviews");
        complete(manager(), request, "PlanResearch", sound);
        submit(request, answers("customers", 400, 126, 97, 18, 11), answers("partners", 90, 20, 15, 3, 2));
        submit(request, answers("partners", 0, 21, 16, 3, 2));
    }

    // How strategy works

    private void straightOn(Ref request) {
        design(request, "24000.00", "3000.00", POINTS.toArray(String[]::new));
        assertThat(reserve(request, "2000.00")).isEmpty();
        estimate(request, "24000.00", "3000.00");
        quote(request, "90000.00", "18000.00");
        choose(request, "build");
        decideSpending(request, "approve");
        confirm(request, "24000.00");
        accept(request, "accept");
    }

    private void withTrouble(Ref request) {
        complete(
                "delivery-lead",
                request,
                "DesignFeature",
                Map.of(
                        "scope",
                        OF_STRATEGY + " scope",
                        "acceptance",
                        POINTS.stream().map(point -> Map.of("point", point)).toList(),
                        "oneOff",
                        "260000.00",
                        "runningYearly",
                        "0.00",
                        "monthsToLive",
                        9));
        complete(
                "controller", request, "ReviewFunding", Map.of("decision", "refuse", "reason", OF_STRATEGY + " saved"));
        complete(
                "exec-billing",
                request,
                "DecideHowToPay",
                Map.of("decision", "lob-pays", "reason", OF_STRATEGY + " paid"));
        Map<String, Object> build = option("260000.00", "0.00", 9, 6);
        build.put("risks", OF_STRATEGY + " risk");
        complete("delivery-lead", request, "EstimateBuild", build);
        Map<String, Object> offer = option("240000.00", "0.00", 2, 10);
        offer.put("vendor", OF_STRATEGY + " vendor");
        complete("buyer", request, "CollectQuotes", Map.of("quotes", List.of(offer)));
        complete(
                "strategist-billing",
                request,
                "DecideSourcing",
                Map.of("option", "build", "reason", OF_STRATEGY + " against the advice"));
        complete(
                "exec-billing",
                request,
                "ApproveSpending",
                Map.of("decision", "approve", "reason", OF_STRATEGY + " approved"));
        complete(
                "board-chair",
                request,
                "CountersignSpending",
                Map.of("decision", "send-back", "reason", OF_STRATEGY + " countersign"));
        decideSpending(request, "approve");
        complete("board-chair", request, "CountersignSpending", Map.of("decision", "approve"));
        confirm(request, "260000.00");
        complete(
                "strategist-billing",
                request,
                "AcceptDelivery",
                Map.of("decision", "send-back", "reason", OF_STRATEGY + " sent back"));
        confirm(request, "261000.00");
        decideSpending(request, "approve");
        complete("board-chair", request, "CountersignSpending", Map.of("decision", "approve"));
        accept(request, "accept");
    }
}
