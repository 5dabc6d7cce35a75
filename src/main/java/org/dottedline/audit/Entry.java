package org.dottedline.audit;

import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.dottedline.people.Side;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param seq the order of writing; 0 before it is written
 * @param at when, in UTC; null before it is written
 * @param ref the trail reference, absent for what concerns none
 * @param process the process key and {@code version} its version, where a process was concerned
 * @param element the BPMN id of task, event or gateway
 * @param kind what happened, lower kebab case, such as {@code task-completed}
 * @param actor login of who did it, or {@code system}
 * @param role the group through which the actor acted, as held at that time
 * @param onBehalfOf login of the person a deputy acted for
 * @param before what was so until now, {@code after} what is so from now on
 * @param reason in the actor's words
 * @param decision decision table, version, rules that fired and what they said
 * @param task the engine's task id, where a task was concerned
 */
public record Entry(
        long seq,
        @Nullable Instant at,
        @Nullable String ref,
        Side side,
        @Nullable String process,
        @Nullable Integer version,
        @Nullable String element,
        String kind,
        String actor,
        @Nullable String role,
        @Nullable String onBehalfOf,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after,
        @Nullable String reason,
        @Nullable Map<String, Object> decision,
        @Nullable String task) {

    /** Who acts when no person does: a job, a timer, the start. */
    public static final String SYSTEM = "system";

    public static Builder of(String kind, Side side) {
        return new Builder(kind, side);
    }

    /** Gathers an entry; what is not said stays absent. */
    public static final class Builder {
        private final String kind;
        private final Side side;
        private String actor = SYSTEM;
        private @Nullable String ref;
        private @Nullable String process;
        private @Nullable Integer version;
        private @Nullable String element;
        private @Nullable String role;
        private @Nullable String onBehalfOf;
        private @Nullable Map<String, Object> before;
        private @Nullable Map<String, Object> after;
        private @Nullable String reason;
        private @Nullable Map<String, Object> decision;
        private @Nullable String task;

        private Builder(String kind, Side side) {
            this.kind = kind;
            this.side = side;
        }

        public Builder at(@Nullable String reference) {
            this.ref = reference;
            return this;
        }

        public Builder in(String processKey, @Nullable Integer processVersion, @Nullable String elementId) {
            this.process = processKey;
            this.version = processVersion;
            this.element = elementId;
            return this;
        }

        /** The place where a process stands now: its reference, the process and its version, and the element. */
        public Builder in(DelegateExecution execution) {
            ProcessDefinition definition = execution
                    .getProcessEngineServices()
                    .getRepositoryService()
                    .getProcessDefinition(execution.getProcessDefinitionId());
            return at(execution.getProcessBusinessKey())
                    .in(definition.getKey(), definition.getVersion(), execution.getCurrentActivityId());
        }

        public Builder by(String login, @Nullable String group) {
            this.actor = login;
            this.role = group;
            return this;
        }

        public Builder onBehalfOf(@Nullable String login) {
            this.onBehalfOf = login;
            return this;
        }

        public Builder change(@Nullable Map<String, Object> from, @Nullable Map<String, Object> to) {
            this.before = from;
            this.after = to;
            return this;
        }

        public Builder because(@Nullable String words) {
            this.reason = words;
            return this;
        }

        public Builder ruled(@Nullable Map<String, Object> ruling) {
            this.decision = ruling;
            return this;
        }

        public Builder task(@Nullable String taskId) {
            this.task = taskId;
            return this;
        }

        public Entry build() {
            return new Entry(
                    0,
                    null,
                    ref,
                    side,
                    process,
                    version,
                    element,
                    kind,
                    actor,
                    role,
                    onBehalfOf,
                    before,
                    after,
                    reason,
                    decision,
                    task);
        }
    }
}
