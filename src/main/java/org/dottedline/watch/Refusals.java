package org.dottedline.watch;

import io.micrometer.core.instrument.MeterRegistry;
import org.dottedline.refusal.Changed;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.KeyReused;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.refusal.Separated;
import org.springframework.stereotype.Component;

/** Counts how often the product says no, by what said it. */
@Component
public class Refusals {

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

    /** What said it, in one word. */
    public static String by(Refusal refusal) {
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
