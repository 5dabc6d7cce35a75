package org.dottedline.architecture.broken.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.dottedline.people.RoleEnded;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Does all that the rules forbid, each in a class of its own. */
public final class GoesAroundTheGate {

    public record ReadsTables(JdbcClient jdbc) {}

    public record CompletesTasks(TaskService tasks) {
        void complete() {
            tasks.complete("1");
        }
    }

    public record MovesDueDates(TaskService tasks) {
        void move() {
            tasks.setDueDate("1", null);
        }
    }

    public record SubmitsForms(FormService forms) {
        void submit() {
            forms.submitTaskForm("1", Map.of());
        }
    }

    public record SetsVariables(RuntimeService runtime) {
        void set() {
            runtime.setVariable("1", "decision", "approve");
        }
    }

    public record ThrowsErrors(TaskService tasks) {
        void fail() {
            tasks.handleBpmnError("1", "error");
        }
    }

    public record MovesTokens(RuntimeService runtime) {
        void move() {
            runtime.createProcessInstanceModification("1");
        }
    }

    public record DeletesInstances(RuntimeService runtime) {
        void delete() {
            runtime.deleteProcessInstance("1", "");
        }
    }

    public record SendsSignals(RuntimeService runtime) {
        void send() {
            runtime.createSignalEvent("all");
        }
    }

    public record WakesEverybody(RuntimeService runtime) {
        void wake() {
            runtime.createMessageCorrelation("ObjectiveClosed").correlateAll();
        }
    }

    public static class ListensTooLate {
        @TransactionalEventListener
        public void on(String news) {}
    }

    public static class ListensElsewhere {
        @Async
        public void on(String news) {}
    }

    public static class ListensInWhateverTransaction {
        @EventListener
        @Transactional
        public void on(RoleEnded news) {}
    }

    public static class AsksForTheMoment {
        Instant now() {
            return Instant.now();
        }
    }

    public static class AsksForTheDay {
        LocalDate today() {
            return LocalDate.now();
        }
    }

    public static class HasAClock {
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    public static class MakesADate {
        Date date() {
            return new Date();
        }
    }

    private GoesAroundTheGate() {}
}
