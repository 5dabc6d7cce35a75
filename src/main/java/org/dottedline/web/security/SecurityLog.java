package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.dottedline.people.Account;
import org.dottedline.people.Person;
import org.dottedline.watch.Refusals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The log of what was refused: who by login, where by path, and no address. It goes to the logger
 * {@code security}.
 */
@Component
class SecurityLog {

    private static final Logger LOG = LoggerFactory.getLogger("security");

    private final Refusals refusals;
    private final Places places;

    SecurityLog(Refusals refusals, Places places) {
        this.refusals = refusals;
        this.places = places;
    }

    void signInRefused(@Nullable Account account, String why) {
        refusals.signIn();
        LOG.warn("sign-in refused: person={} because={}", login(account), why);
    }

    void refused(HttpServletRequest request, @Nullable Person person, int status) {
        LOG.warn(
                "refused: status={} person={} {} {}",
                status,
                person == null ? "-" : person.login(),
                method(request.getMethod()),
                places.of(request.getRequestURI()));
    }

    private static String login(@Nullable Account account) {
        return account == null ? "-" : account.login();
    }

    /** A method is a word that somebody sent, too. */
    private static String method(String sent) {
        return sent.matches("[A-Z]{1,10}") ? sent : "?";
    }
}
