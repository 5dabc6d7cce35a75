package org.dottedline.watch;

import java.util.List;
import org.slf4j.MDC;

/** By what a line of the log is found: ids of ours, never a name and nothing that was typed. */
public final class Marks {

    /** One call or page asked for. */
    static final String REQUEST = "request";

    /** Who asked, by login: what administrators call a person, and the security log, too. */
    static final String PERSON = "person";

    /** The trail at work, by its reference. */
    public static final String REF = "ref";

    static final List<String> ALL = List.of(REQUEST, PERSON, REF);

    private static final String REFERENCE = "(?:G[1-9]\\d{0,8}(?:\\.[OIR][1-9]\\d{0,8}){0,3}|N[1-9]\\d{0,8})";

    private Marks() {}

    /** From here on, who asks is known. */
    public static void person(String login) {
        MDC.put(PERSON, login);
    }

    /** From here on, the trail is known. What is no reference, somebody typed: it is left out. */
    public static void ref(String ref) {
        if (ref.matches(REFERENCE)) {
            MDC.put(REF, ref);
        }
    }

    static void request(String id) {
        MDC.put(REQUEST, id);
    }

    static void clear() {
        ALL.forEach(MDC::remove);
    }
}
