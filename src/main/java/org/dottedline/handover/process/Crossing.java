package org.dottedline.handover.process;

import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.dottedline.audit.Entry;
import org.dottedline.handover.Handover.Result;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries one message to one receiver within the transaction of the job that sends it: the job row is the outbox, so sender and
 * receiver advance together or not at all.
 *
 * <p>The receiver's trail row is locked first. Ended: recorded as such, and the sender goes on. Open but not waiting: the engine's
 * {@link MismatchingMessageCorrelationException} passes through, the job is rolled back and tried again later.
 */
@Component
public class Crossing {

    private final RuntimeService runtime;
    private final Handovers handovers;
    private final Trails trails;

    Crossing(RuntimeService runtime, Handovers handovers, Trails trails) {
        this.runtime = runtime;
        this.handovers = handovers;
        this.trails = trails;
    }

    /**
     * Starts the receiving process at a reference, unless that or what it stands under has ended: nobody is to work for nothing.
     * Locks the reference's row for writing, so that the sender may name or address it afterwards without waiting for anybody.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Result start(Message message, Ref ref, Map<String, Object> payload, Map<String, Object> variables) {
        boolean wanted =
                ref.parent().map(parent -> trails.share(parent).running()).orElse(true);
        return carry(
                message,
                trails.lock(ref).running() && wanted,
                ref,
                payload,
                () -> correlation(message, ref, variables).correlateStartMessage());
    }

    /** Wakes the process that waits for this message at a reference. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Result deliver(Message message, Ref ref, Map<String, Object> payload, Map<String, Object> variables) {
        return carry(
                message,
                trails.share(ref).running(),
                ref,
                payload,
                () -> correlation(message, ref, variables).correlateWithResult());
    }

    private Result carry(Message message, boolean wanted, Ref ref, Map<String, Object> payload, Runnable correlate) {
        Result result = wanted ? Result.DELIVERED : Result.RECEIVER_ENDED;
        if (result == Result.DELIVERED) {
            correlate.run();
        }
        handovers.passed(
                message,
                message.sender().orElseThrow(),
                message.receiver().orElseThrow(),
                message.from().orElseThrow(),
                ref,
                payload,
                result,
                Entry.SYSTEM);
        return result;
    }

    private MessageCorrelationBuilder correlation(Message message, Ref ref, Map<String, Object> variables) {
        return runtime.createMessageCorrelation(message.word())
                .processInstanceBusinessKey(ref.text())
                .setVariables(variables);
    }
}
