package org.dottedline.people.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Listing;
import org.dottedline.api.Sent;
import org.dottedline.people.Account;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.PersonChange;
import org.dottedline.people.Saved;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People and their roles, for administrators. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {

    private final People people;

    PeopleApi(People people) {
        this.people = people;
    }

    @GetMapping
    Listing<PersonShown> list(
            Person person,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        return Listing.of(
                people.accounts(person, Listing.after(after), most + 1), most, Account::login, PersonShown::new);
    }

    @GetMapping("/{login}")
    PersonShown one(Person person, @PathVariable String login) {
        return new PersonShown(people.account(person, login));
    }

    @PutMapping("/{login}")
    ResponseEntity<PersonShown> save(
            Person person, @PathVariable String login, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("name", "roles", "password", "enabled"));
        List<String> roles = sent.texts("roles");
        if (roles == null) {
            sent.missing("roles", "The roles are needed, all of them; an empty list for none.");
        }
        String name = sent.text("name");
        String password = sent.text("password");
        Boolean enabled = sent.truth("enabled");
        sent.check();
        Saved<Account> saved = people.save(
                person, login, new PersonChange(name, roles == null ? List.of() : roles, password, enabled));
        PersonShown shown = new PersonShown(saved.now());
        return saved.added()
                ? ResponseEntity.created(URI.create("/api/v1/people/" + login)).body(shown)
                : ResponseEntity.ok(shown);
    }

    /** A person as administrators see them. */
    record PersonShown(String login, String name, String side, boolean enabled, List<String> roles) {

        PersonShown(Account account) {
            this(
                    account.login(),
                    account.person().name(),
                    account.person().side().word(),
                    account.enabled(),
                    List.copyOf(account.person().groups()));
        }
    }
}
