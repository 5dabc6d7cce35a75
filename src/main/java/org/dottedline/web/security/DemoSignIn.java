package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import org.dottedline.people.Account;
import org.dottedline.people.People;
import org.dottedline.refusal.NotFound;
import org.dottedline.time.ApplicationClock;
import org.springframework.core.env.Environment;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * Goes on as another person of the demo, so that nobody has to sign in thirty times to see the story. With real people there is
 * no such thing, nor where the company's provider alone says who somebody is.
 */
@Component
public class DemoSignIn {

    private final People people;
    private final boolean on;
    private final InstantSource time;

    DemoSignIn(People people, Environment environment, Provider provider, ApplicationClock clock) {
        this.people = people;
        this.time = clock.realTime();
        this.on = !"off".equals(environment.getProperty("dottedline.demo", "story")) && provider.passwords();
    }

    /** Whether one may go on as a person of the demo: there are such persons, and passwords, which are their logins, open the door. */
    public boolean isOn() {
        return on;
    }

    /** Whether this person can be continued as. */
    public boolean offers(String login) {
        return demoAccount(login);
    }

    /**
     * Makes the session this person's from the next request on, with a new session id and a new token.
     *
     * @throws NotFound when this is no demo, or no person of it
     */
    public void continueAs(String login, HttpServletRequest request, HttpServletResponse response) {
        if (!demoAccount(login)) {
            throw new NotFound("There is no such person in the demo.");
        }
        Account account = people.account(login).orElseThrow();
        SignedIn signedIn = new SignedIn(account, time.instant());
        new ChangeSessionIdAuthenticationStrategy().onAuthentication(signedIn, request, response);
        new HttpSessionCsrfTokenRepository().saveToken(null, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    private boolean demoAccount(String login) {
        return on
                && people.account(login)
                        .filter(account -> account.demo() && account.enabled())
                        .isPresent();
    }
}
