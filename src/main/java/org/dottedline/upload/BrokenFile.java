package org.dottedline.upload;

import java.io.IOException;

/** A file that cannot be read as what it should be. Its message is a sentence that says what is wrong, and in which line. */
public final class BrokenFile extends IOException {

    private static final long serialVersionUID = 1L;

    public BrokenFile(String sentence) {
        super(sentence);
    }

    /** The sentence to show. */
    public String sentence() {
        return getMessage();
    }
}
