package org.dottedline.refusal;

import java.util.List;

/** What a decision rests on is no longer what the person saw when they opened it: HTTP 409. */
public final class Changed extends Refusal {

    private final transient List<String> sections;

    /** The sections that changed, by their keys. */
    public Changed(List<String> sections) {
        super("This has changed since you opened it.");
        this.sections = sections;
    }

    public List<String> sections() {
        return sections;
    }
}
