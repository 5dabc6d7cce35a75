package org.dottedline.web.security;

import java.time.Clock;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.dottedline.people.Account;
import org.dottedline.people.People;
import org.dottedline.time.ApplicationClock;
import org.dottedline.web.security.persistence.SignInAttempts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Decides whether login and password belong together. Unknown, disabled and wrong give the same answer after the same work: a
 * hash is computed in each case.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    static final String NO = "Login or password is not right.";

    private final People people;
    private final PasswordEncoder passwords;
    private final SignInAttempts attempts;
    private final SecurityLog log;
    private final Provider provider;
    private final InstantSource time;
    private final VerifiedPasswords verified = new VerifiedPasswords(Clock.systemUTC());
    private final ConcurrentMap<String, Object> underWay = new ConcurrentHashMap<>();
    private final String nobodysHash;

    PasswordSignIn(
            People people,
            PasswordEncoder passwords,
            SignInAttempts attempts,
            SecurityLog log,
            Provider provider,
            ApplicationClock clock) {
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
        this.log = log;
        this.provider = provider;
        this.time = clock.realTime();
        this.nobodysHash = passwords.encode("nobody's password");
    }

    @Override
    public Authentication authenticate(Authentication request) {
        if (!provider.passwords()) {
            log.signInRefused(null, "passwords are off");
            throw new BadCredentialsException(NO);
        }
        String login = request.getName();
        String password = String.valueOf(request.getCredentials());
        String address =
                request.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null
                        ? details.getRemoteAddress()
                        : "";
        @Nullable
        Account account = people.account(login).filter(Account::enabled).orElse(null);
        if (account != null && verified.knows(account, address, password)) {
            return signedIn(account);
        }
        return oneAtATime(login, address, password, account);
    }

    /**
     * A script that starts with sixty-four calls at once brings one password, not sixty-four guesses: the same credentials wait
     * for each other, and the second finds what the first made sure of.
     */
    private Authentication oneAtATime(String login, String address, String password, @Nullable Account account) {
        String credentials = Digests.sha256(login + '\0' + address + '\0' + password);
        Object turn = underWay.computeIfAbsent(credentials, any -> new Object());
        try {
            synchronized (turn) {
                if (account != null && verified.knows(account, address, password)) {
                    return signedIn(account);
                }
                return verify(login, address, password, account);
            }
        } finally {
            underWay.remove(credentials, turn);
        }
    }

    private Authentication verify(String login, String address, String password, @Nullable Account account) {
        // an unknown login may be a password typed into the wrong field: it is neither stored nor logged
        String counted = People.isLogin(login) ? login : "";
        OptionalLong attempt = attempts.begin(counted, address);
        if (attempt.isEmpty()) {
            // else what is remembered would tell right from wrong for as long as it is remembered, without counting
            verified.forget(counted);
            log.signInRefused(account, "too many attempts");
            throw new TooManyAttempts();
        }
        String hash = account == null ? null : account.password();
        boolean right = passwords.matches(password, hash == null ? nobodysHash : hash);
        if (!right || hash == null || account == null) {
            verified.forget(counted);
            log.signInRefused(account, account == null ? "nobody of this login" : "wrong password");
            throw new BadCredentialsException(NO);
        }
        attempts.succeeded(attempt.getAsLong(), counted, address);
        verified.remember(account, address, password);
        return signedIn(account);
    }

    private Authentication signedIn(Account account) {
        // real time: a session's age does not follow the application's clock when the demo sets it back
        return new SignedIn(account, time.instant());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
