package org.dottedline.people;

import java.util.List;
import java.util.Map;
import org.dottedline.people.persistence.PeopleTables;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first people of an installation, whom no administrator can have added. Called at start only, never for a request.
 */
@Service
@Transactional
public class Founding {

    private final PeopleTables tables;
    private final PasswordEncoder passwords;
    private final ChangeRecord record;

    Founding(PeopleTables tables, PasswordEncoder passwords, ChangeRecord record) {
        this.tables = tables;
        this.passwords = passwords;
        this.record = record;
    }

    /** Whether any person is here whose password everybody knows. */
    @Transactional(readOnly = true)
    public boolean hasDemoPersons() {
        return tables.anyDemoPerson();
    }

    @Transactional(readOnly = true)
    public boolean hasAdministrator() {
        return !tables.enabledIn(Role.ADMINISTRATOR, null).isEmpty();
    }

    /** Adds the first administrator. Does nothing if there is one, whom another node may have added a moment ago. */
    public void administrator(String login, String password) {
        tables.lock();
        if (hasAdministrator()) {
            return;
        }
        add(new Account(
                new Person(login, login, List.of(new Grant(Role.ADMINISTRATOR, null))),
                passwords.encode(password),
                true,
                false));
    }

    /** Adds the units and persons of the demo; each person's password is the login. Does nothing if anybody is here. */
    public boolean demo(List<Unit> units, List<Person> persons) {
        tables.lock();
        if (tables.anybody()) {
            return false;
        }
        units.forEach(unit -> {
            tables.save(unit);
            record.unit(ChangeRecord.INSTALLATION, null, unit);
        });
        // hashing is meant to be slow: all at once, on every processor
        Map<String, String> hashes = persons.parallelStream()
                .map(Person::login)
                .collect(java.util.stream.Collectors.toMap(login -> login, passwords::encode));
        persons.forEach(person -> add(new Account(person, hashes.get(person.login()), true, true)));
        return true;
    }

    private void add(Account account) {
        tables.save(account);
        record.person(ChangeRecord.INSTALLATION, null, account);
    }
}
