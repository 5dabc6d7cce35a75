package org.dottedline.tasklist;

import java.util.List;
import org.dottedline.tasklist.persistence.NoteTable;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Why a task came back: left by whoever or whatever sent it, shown with the task, gone when it is done. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Notes {

    private final NoteTable table;
    private final ApplicationClock clock;

    Notes(NoteTable table, ApplicationClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Leaves sentences for the next task of this id at this reference. */
    public void leave(Ref ref, String task, List<String> sentences) {
        sentences.forEach(sentence -> table.insert(ref, task, sentence, clock.instant()));
    }

    /** Takes one sentence back, where it still stands there. */
    void take(Ref ref, String task, String sentence) {
        table.delete(ref, task, sentence);
    }

    List<String> of(Ref ref, String task) {
        return table.of(ref, task);
    }

    void clear(Ref ref, String task) {
        table.delete(ref, task);
    }
}
