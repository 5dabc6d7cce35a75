package org.dottedline.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.dottedline.people.Account;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.watch.Marks;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the person of this request. A session whose person is gone, disabled, has another password since, or signed in twelve
 * hours ago, ends here.
 */
class CurrentPersonFilter extends OncePerRequestFilter {

    static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private final People people;
    private final InstantSource time;

    CurrentPersonFilter(People people, InstantSource time) {
        this.people = people;
        this.time = time;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OpenPaths.isAsset(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof SignedIn signedIn) {
            Person person = current(signedIn, request).person();
            Marks.person(person.login());
            CurrentPerson.set(request, person);
        }
        chain.doFilter(request, response);
    }

    private Account current(SignedIn signedIn, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null && signedIn.account() != null) {
            return signedIn.account(); // read a moment ago, to check the password that came with this request
        }
        if (signedIn.since().plus(LONGEST_SESSION).isAfter(time.instant())) {
            Account now = people.account(signedIn.getName()).orElse(null);
            if (now != null && signedIn.holdsFor(now)) {
                return now;
            }
        }
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        throw new InsufficientAuthenticationException("The session has ended.");
    }
}
