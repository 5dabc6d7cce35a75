package org.dottedline.web.security;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.people.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * Who signed in, when, with which password, and whether the company's provider said so. All that a session keeps: no role, no name, since those are read for every
 * request.
 */
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 2;

    private final String login;
    private final String stamp;
    private final Instant since;
    private final boolean byProvider;
    private final transient @Nullable Account account;

    SignedIn(Account account, Instant since) {
        this(account.login(), stamp(account), since, false, account);
    }

    /** Somebody of whom the company's provider says who they are. */
    static SignedIn byProvider(Account account, Instant since) {
        return new SignedIn(account.login(), stamp(account), since, true, account);
    }

    private SignedIn(String login, String stamp, Instant since, boolean byProvider, @Nullable Account account) {
        super(List.of());
        this.login = login;
        this.stamp = stamp;
        this.since = since;
        this.byProvider = byProvider;
        this.account = account;
        setAuthenticated(true);
    }

    /** What {@link #toMap} gave. */
    static SignedIn of(Map<?, ?> kept) {
        return new SignedIn(
                (String) kept.get("login"),
                (String) kept.get("stamp"),
                Instant.parse((String) kept.get("since")),
                Boolean.TRUE.equals(kept.get("by-provider")),
                null);
    }

    /** All there is to keep of it. */
    Map<String, Object> toMap() {
        Map<String, Object> kept = new HashMap<>(Map.of("login", login, "stamp", stamp, "since", since.toString()));
        if (byProvider) {
            kept.put("by-provider", true);
        }
        return kept;
    }

    /** The account as it was read to sign in; null in a session that has been stored away. */
    @Nullable
    Account account() {
        return account;
    }

    Instant since() {
        return since;
    }

    /** Whether it was the company's provider who said so, and no password. */
    boolean isByProvider() {
        return byProvider;
    }

    /** Whether this is still the account that signed in: enabled, and with the same password. */
    boolean holdsFor(Account now) {
        return now.enabled() && now.login().equals(login) && stamp(now).equals(stamp);
    }

    private static String stamp(Account account) {
        return Digests.sha256(account.password() == null ? "" : account.password());
    }

    @Override
    public String getPrincipal() {
        return login;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that
                && login.equals(that.login)
                && stamp.equals(that.stamp)
                && since.equals(that.since)
                && byProvider == that.byProvider;
    }

    @Override
    public int hashCode() {
        return login.hashCode();
    }
}
