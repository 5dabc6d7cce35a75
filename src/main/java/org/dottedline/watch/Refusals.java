package org.dottedline.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.regex.Pattern;
import org.dottedline.refusal.Changed;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.KeyReused;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.refusal.Separated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts how often the product says no, by what said it. */
@Component
public class Refusals {

    private static final Logger SECURITY = LoggerFactory.getLogger("security");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String NAME = "dottedline.refusals";
    private static final String BY = "by";
    private static final String SIGN_IN = "sign-in";
    private static final String OUTAGE = "outage";

    private final MeterRegistry registry;

    Refusals(MeterRegistry registry) {
        this.registry = registry;
        // there from the beginning: a rise from nothing to one is else not seen
        for (String by : new String[] {
            "separation", "information", "role", "fields", "rule", "moved-on", "key-reused", SIGN_IN, OUTAGE
        }) {
            registry.counter(NAME, BY, by);
        }
    }

    public void count(Refusal refusal) {
        count(by(refusal));
    }

    /**
     * One of several things that somebody asked for at once was refused, so that the answer as a whole is no refusal and the security log
     * would not know. It has been counted.
     *
     * @param task its id, as it was sent
     */
    public void amongOthers(Refusal refusal, String login, String task) {
        SECURITY.warn(
                "refused among others: by={} person={} task={}",
                by(refusal),
                login,
                ID.matcher(task).matches() ? task : "?");
    }

    /** Somebody was not let in. */
    public void signIn() {
        count(SIGN_IN);
    }

    /** The database was away or had too much to do. */
    public void outage() {
        count(OUTAGE);
    }

    private void count(String by) {
        registry.counter(NAME, BY, by).increment();
    }

    private static String by(Refusal refusal) {
        if (refusal instanceof Separated) {
            return "separation";
        }
        if (refusal instanceof NotFound) {
            return "information";
        }
        if (refusal instanceof Forbidden) {
            return "role";
        }
        if (refusal instanceof InvalidFields) {
            return "fields";
        }
        if (refusal instanceof RuleRefused) {
            return "rule";
        }
        if (refusal instanceof MovedOn || refusal instanceof Changed) {
            return "moved-on";
        }
        if (refusal instanceof KeyReused) {
            return "key-reused";
        }
        throw new IllegalStateException("Nothing counts " + refusal.getClass());
    }
}
