package org.dottedline.casefile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a process came by an element.
 *
 * @param element BPMN id
 * @param body whether it stands for all rounds of a repeated element together
 * @param out when it left; absent where it is still there
 * @param interrupted whether it was made to leave
 * @param task the engine's task id, where it is a task of people
 * @param called id of the process that it called
 */
public record Visit(
        String element,
        boolean body,
        Instant in,
        @Nullable Instant out,
        boolean interrupted,
        @Nullable String task,
        @Nullable String called) {}
