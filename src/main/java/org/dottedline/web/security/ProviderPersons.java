package org.dottedline.web.security;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dottedline.people.Account;
import org.dottedline.people.Grant;
import org.dottedline.people.People;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.web.security.ProviderRefused.Why;
import org.jspecify.annotations.Nullable;

/**
 * From what a provider claims to a person of ours. Nobody is made here: who is not known, or disabled, is refused. Where a claim names
 * roles, what it names at a sign-in is what the person holds from then on; a token that opens the API only says who somebody is, since
 * it may be older than the loss of a role.
 */
class ProviderPersons {

    private final ProviderSettings settings;
    private final People people;
    private final SecurityLog log;

    /** Real time: a session's age does not follow the application's clock when the demo sets it back. */
    private final InstantSource time;

    ProviderPersons(ProviderSettings settings, People people, SecurityLog log, InstantSource time) {
        this.settings = settings;
        this.people = people;
        this.log = log;
        this.time = time;
    }

    /**
     * Whoever comes back from the provider.
     *
     * @throws ProviderRefused if nobody may sign in with this
     */
    SignedIn signIn(Map<String, Object> claims) {
        Account account = account(claims);
        return SignedIn.byProvider(
                settings.rolesClaim() == null ? account : withRoles(account, claims), time.instant());
    }

    /**
     * Whoever sends a token.
     *
     * @throws ProviderRefused if it is nobody's here
     */
    SignedIn call(Map<String, Object> claims) {
        return SignedIn.byProvider(account(claims), time.instant());
    }

    private Account account(Map<String, Object> claims) {
        Account account = people.account(login(claims)).orElse(null);
        if (account == null || !account.enabled()) {
            throw refuse(account, Why.UNKNOWN);
        }
        return account;
    }

    /** Never made to fit: two spellings of the provider must not become one person here. */
    private String login(Map<String, Object> claims) {
        String login = claims.get(settings.loginClaim()) instanceof String text ? text : "";
        if (settings.loginClaim().equals("email")
                && !"true".equals(Objects.toString(claims.get("email_verified"), ""))) {
            return ""; // anybody may claim an address
        }
        if (settings.loginDomain() == null) {
            return login;
        }
        String domain = "@" + settings.loginDomain();
        return login.endsWith(domain) ? login.substring(0, login.length() - domain.length()) : "";
    }

    private Account withRoles(Account account, Map<String, Object> claims) {
        Collection<?> named = named(claims);
        if (named == null) {
            throw refuse(account, Why.NO_ROLES); // silence is not the same as no role
        }
        List<String> groups = named.stream()
                .map(Object::toString)
                .map(value ->
                        settings.roles().isEmpty() ? value : settings.roles().getOrDefault(value, ""))
                .filter(group -> Grant.of(group).isPresent())
                .toList();
        try {
            return people.holds(account.login(), groups);
        } catch (RuleRefused refused) {
            boolean oneSide = groups.stream()
                            .map(group -> Grant.of(group).orElseThrow().role().side())
                            .distinct()
                            .count()
                    <= 1;
            throw refuse(account, oneSide ? Why.LAST_ADMINISTRATOR : Why.TWO_SIDES);
        }
    }

    /** The claim by its name, or on the way that dots lead through other claims; null where there is none. */
    private @Nullable Collection<?> named(Map<String, Object> claims) {
        String name = Objects.requireNonNull(settings.rolesClaim());
        Object found = claims.get(name);
        if (found == null) {
            found = claims;
            for (String step : name.split("\\.")) {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return found instanceof Collection<?> many ? many : found instanceof String one ? List.of(one) : null;
    }

    private ProviderRefused refuse(@Nullable Account account, Why why) {
        log.signInRefused(account, "the provider: " + why.word());
        return new ProviderRefused(why);
    }
}
