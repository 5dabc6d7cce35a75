package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.trust.OpenTasks.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A step is taken when it is there, once, by somebody who has the role when it is taken. */
class StepsTest extends AttackedProduct {

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    @Attack(6)
    void noTaskIsDoneTwice() throws Exception {
        unchanged.by(() -> {
            long refused = 0;
            for (Task task : tasks.over().values()) {
                if (!task.id().isEmpty() && !task.login().equals(OpenTasks.EVERYTHING)) {
                    Api.Caller again = tasks.api().as(task.login());
                    again.completeById(task.id(), task.body()).refused(409, "moved-on");
                    again.post("/api/v1/tasks/" + task.id() + "/claim").refused(409, "moved-on");
                    again.post("/api/v1/tasks/" + task.id() + "/release").refused(409, "moved-on");
                    refused += 3;
                }
            }
            return refused;
        });
    }

    @Test
    @Attack(6)
    void noStepIsTakenBeforeItIsThereAndNoProcessIsStartedFromOutside() throws Exception {
        unchanged.by(() -> {
            long refused = 0;
            for (Task task : tasks.kinds().values()) {
                Api.Caller caller = tasks.api().as(task.login());
                caller.completeById(task.task(), task.body()).refused(404, "not-found");
                caller.post("/api/v1/trails/" + task.ref() + "/" + task.task(), task.body())
                        .refused(404, "not-found");
                refused += 2;
            }
            Api.Caller executive = tasks.api().as(OpenTasks.EXECUTIVE);
            for (String process : List.of("funding-check", "build-or-buy", "member-research", "outcome-review")) {
                for (String path :
                        List.of("processes/" + process + "/start", "messages", "executions", "deployments")) {
                    executive.post("/api/v1/" + path, Map.of("key", process)).refused(404, "not-found");
                    refused++;
                }
            }
            return refused;
        });
    }

    @Test
    @Attack(5)
    void whoseRoleEndsWhileTheyWaitForOthersDoesNothingAnyMore() throws Exception {
        Task decision = tasks.one("ApproveInitiative");
        String goal = decision.ref().substring(0, decision.ref().indexOf('.'));
        String objective = goal + ".O1";
        assertThat(afterWaiting(
                                "exec-late-trust",
                                "lob-executive." + OpenTasks.LOB,
                                decision.ref(),
                                late -> late.completeById(decision.id(), Bodies.decided("decline")))
                        .status())
                .isEqualTo(404);
        assertThat(afterWaiting(
                                "exec-late-trust",
                                "lob-executive." + OpenTasks.LOB,
                                decision.ref(),
                                late -> late.withdraw(decision.ref(), "It is over."))
                        .status())
                .isEqualTo(404);
        Task initiative = tasks.one("CloseInitiative");
        assertThat(afterWaiting(
                                "cm-late-trust",
                                "community-manager." + OpenTasks.COMMUNITY,
                                initiative.ref(),
                                late -> late.post(
                                        "/api/v1/trails/" + initiative.ref() + "/requests", Map.of("title", "Late")))
                        .status())
                .isEqualTo(403);
        assertThat(afterWaiting(
                                "cm-late-trust",
                                "community-manager." + OpenTasks.COMMUNITY,
                                objective,
                                late -> late.post(
                                        "/api/v1/trails/" + objective + "/initiatives",
                                        Map.of("community", OpenTasks.COMMUNITY)))
                        .status())
                .isIn(403, 404);
        assertThat(tasks.api()
                        .as(decision.login())
                        .get("/api/v1/tasks/" + decision.id())
                        .ok()
                        .object())
                .containsEntry("state", "open");
        Tried.times(4);
    }

    /** What somebody is answered whose request has waited for the lock of a step, while their role ended. */
    private Answer afterWaiting(
            String login, String role, String ref, java.util.function.Function<Api.Caller, Answer> act)
            throws Exception {
        tasks.grant(login, List.of(role));
        Api.Caller late = tasks.api().as(login);
        late.get("/api/v1/tasks").ok();
        Supplier<CompletableFuture<Answer>> held = () -> new TransactionTemplate(transactions).execute(status -> {
            jdbc.sql("select 1 from trail where ref = ? for update")
                    .param(ref)
                    .query(Integer.class)
                    .single();
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> act.apply(late));
            Api.soon(() -> assertThat(jdbc.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class)
                            .single())
                    .isPositive());
            tasks.grant(login, List.of());
            return waiting;
        });
        return held.get().get(20, TimeUnit.SECONDS);
    }
}
