package org.dottedline.people;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears in tests which roles end, and fails when told to. Found by scanning, in every test context: so they all share one. */
@Component
class RoleEndedListener {

    final List<RoleEnded> heard = new ArrayList<>();
    boolean failing;

    @EventListener
    void on(RoleEnded ended) {
        if (failing) {
            throw new IllegalStateException("the task could not go back");
        }
        heard.add(ended);
    }
}
