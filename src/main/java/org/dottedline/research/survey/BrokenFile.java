package org.dottedline.research.survey;

import java.io.IOException;

/** A file that cannot be read as the answers to a survey. Its message is a sentence that says what is wrong, and in which line. */
public final class BrokenFile extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenFile(String sentence) {
        super(sentence);
    }

    /** The sentence to show. */
    public String sentence() {
        return getMessage();
    }
}
