package org.dottedline.engine;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;

/**
 * Ids that need no database: the engine's own generator fetches blocks of numbers in a transaction of its own, so that a user
 * action would need a second connection while it holds a lock, and now and then commit twice. These are in the order of time
 * (UUID version 7), as the numbers were.
 */
final class TimeOrderedIds implements IdGenerator {

    private final NoArgGenerator generator = Generators.timeBasedEpochGenerator();

    @Override
    public String getNextId() {
        return generator.generate().toString();
    }
}
