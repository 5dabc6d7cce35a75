package org.dottedline.database;

import org.jspecify.annotations.Nullable;

/**
 * Dotted Line cannot start, and the person who started it can do something about it. It is shown as one sentence and its remedy
 * on standard error, without a stack trace, and the exit status is 1.
 */
public class StartFailure extends RuntimeException {

    /**
     * @param what what is wrong, as a sentence without its full stop
     * @param remedy what to do about it, without its full stop
     */
    public StartFailure(String what, String remedy) {
        this(what, remedy, null);
    }

    /**
     * @param what what is wrong, as a sentence without its full stop
     * @param remedy what to do about it, without its full stop
     * @param cause what the machine said, kept for whoever debugs
     */
    public StartFailure(String what, String remedy, @Nullable Throwable cause) {
        super(what + ": " + remedy + ".", cause);
    }
}
