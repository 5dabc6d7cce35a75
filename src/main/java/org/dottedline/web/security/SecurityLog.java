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

    SecurityLog(Refusals refusals) {
        this.refusals = refusals;
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
                line(request.getMethod()),
                line(request.getRequestURI()));
    }

    private static String login(@Nullable Account account) {
        return account == null ? "-" : account.login();
    }

    /** One line at most, whatever was sent: only characters that paths are made of. */
    static String line(String text) {
        String kept = text.replaceAll("[^A-Za-z0-9/._:~-]", "?");
        return kept.length() > 200 ? kept.substring(0, 200) : kept;
    }
}
