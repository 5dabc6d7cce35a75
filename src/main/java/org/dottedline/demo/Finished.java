package org.dottedline.demo;

import java.util.Map;
import java.util.Optional;
import org.dottedline.demo.persistence.FinishedTrailTable;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds the finished trail of the demo, so that newcomers can be led along it. */
@Service
@Transactional(readOnly = true)
public class Finished {

    private final FinishedTrailTable table;

    Finished(FinishedTrailTable table) {
        this.table = table;
    }

    /** The trail; empty where no story was told. */
    public Optional<FinishedTrail> trail() {
        return table.find();
    }

    /** The number in the record of the last time that each task of a step was completed, by the task's id. */
    public Map<String, Long> lastDone(Ref ref) {
        return table.lastDone(ref);
    }

    /** Where the last word to members of a trail stands among all that its community told. */
    public String toldAt(FinishedTrail trail) {
        String page = "/communities/" + trail.community() + "/told";
        return table.lastWord(trail.goal(), trail.community())
                .map(word -> page + (word.next() == null ? "" : "?before=" + word.next()) + "#word-" + word.id())
                .orElse(page);
    }
}
