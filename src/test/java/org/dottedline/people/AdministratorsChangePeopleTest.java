package org.dottedline.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dottedline.ProductTest;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.RuleRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

@ProductTest
class AdministratorsChangePeopleTest {

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RoleEndedListener listener;

    @AfterEach
    void nobodyStays() {
        listener.failing = false;
        listener.heard.clear();
        jdbc.sql("update person set enabled = true where demo").update();
        jdbc.sql("delete from role_grant where person like 'test.%'").update();
        jdbc.sql("delete from person where login like 'test.%'").update();
        jdbc.sql("delete from unit where id like 'test-%'").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pmo", "board-chair", "cm-users"})
    void nobodyElseChangesPeopleOrSeesTheirAccounts(String login) {
        Person somebody = person(login);

        assertThatThrownBy(() -> people.save(somebody, "test.new", new PersonChange("New", List.of())))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> people.saveUnit(somebody, "test-new", "lob", "New", null))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> people.accounts(somebody, "", 10)).isInstanceOf(Forbidden.class);
    }

    @Test
    void anAdministratorNeverGrantsToThemselves() {
        assertThatThrownBy(() -> save("admin", "administrator", "pmo")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> save("admin", "board"))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Administrators never give a role to themselves: another administrator can.");

        assertThat(person("admin").groups()).containsExactly("administrator");
    }

    @Test
    void anAdministratorWhoIsNoneAnyMoreChangesNothingWithAnOldRequest() {
        save("test.second", "administrator");
        Person before = person("test.second");
        save("test.second");

        assertThatThrownBy(() -> people.save(before, "test.third", new PersonChange("Third", List.of("board"))))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void oneAdministratorRemains() {
        assertThatThrownBy(() -> save("admin"))
                .isInstanceOf(RuleRefused.class)
                .hasMessage("At least one administrator has to remain.");
        assertThatThrownBy(() -> people.save(
                        person("admin"),
                        "admin",
                        new PersonChange("Jonas Berg", List.of("administrator"), null, false)))
                .isInstanceOf(RuleRefused.class);
    }

    @Test
    void twoAdministratorsWhoRemoveEachOtherAtOnceLeaveOne() throws Exception {
        save("test.second", "administrator");
        CyclicBarrier together = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> done = List.of(
                threads.submit(() -> removes(together, "admin", "test.second")),
                threads.submit(() -> removes(together, "test.second", "admin")));
        List<Boolean> removed = new ArrayList<>();
        for (Future<Boolean> each : done) {
            removed.add(each.get());
        }
        threads.shutdown();

        try {
            assertThat(removed).containsExactlyInAnyOrder(true, false);
            assertThat(people.personsIn("administrator")).hasSize(1);
        } finally {
            if (!person("admin").holds(Role.ADMINISTRATOR)) {
                people.save(person("test.second"), "admin", new PersonChange("Jonas Berg", List.of("administrator")));
            }
        }
    }

    @Test
    void aRoleThatEndsIsToldInTheSameTransaction() {
        save("test.leaver", "strategist.billing", "strategist.care", "board");
        save("test.leaver", "strategist.care");

        assertThat(listener.heard)
                .containsExactlyInAnyOrder(
                        new RoleEnded("test.leaver", "strategist.billing"), new RoleEnded("test.leaver", "board"));

        listener.failing = true;
        assertThatThrownBy(() -> save("test.leaver")).hasMessage("the task could not go back");
        assertThat(person("test.leaver").groups()).containsExactly("strategist.care");
    }

    @Test
    void whoIsDisabledTakesPartInNothing() {
        save("test.leaver", "strategist.billing");
        people.save(
                person("admin"),
                "test.leaver",
                new PersonChange("Somebody", List.of("strategist.billing"), null, false));

        assertThat(people.personsIn("strategist.billing"))
                .extracting(Person::login)
                .doesNotContain("test.leaver");
        assertThat(listener.heard).containsExactly(new RoleEnded("test.leaver", "strategist.billing"));
    }

    @Test
    void aNewPersonOfTheDemoSignsInWithTheirLogin() {
        save("test.newcomer", "board");

        Account account = people.account("test.newcomer").orElseThrow();
        assertThat(account.demo()).isTrue();
        assertThat(passwords.matches("test.newcomer", account.password())).isTrue();
        assertThat(people.demoPersons()).extracting(DemoPerson::login).contains("test.newcomer");
    }

    @Test
    void aPasswordOfOnesOwnTakesAPersonOutOfTheDemo() {
        save("test.newcomer", "board");
        people.save(
                person("admin"),
                "test.newcomer",
                new PersonChange("Somebody", List.of("board"), "correct horse battery", null));

        Account account = people.account("test.newcomer").orElseThrow();
        assertThat(account.demo()).isFalse();
        assertThat(account.password()).startsWith("{bcrypt}").doesNotContain("correct");
        assertThat(account.toString()).doesNotContain("bcrypt");
        assertThatThrownBy(() -> people.save(
                        person("admin"), "test.newcomer", new PersonChange("Somebody", List.of(), "short", null)))
                .isInstanceOf(InvalidFields.class)
                .hasMessage("A password has at least 8 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "9lives", "a b", "a,b", "é", "", "x\u0000", "a/b", "' or 1=1 --"})
    void aLoginThatIsNoneIsRefused(String login) {
        assertThatThrownBy(() -> save(login, "board")).isInstanceOf(InvalidFields.class);
        assertThat(people.find(login)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two\nlines", "nul\u0000"})
    void aNameIsOneLineOfText(String name) {
        assertThatThrownBy(() -> people.save(person("admin"), "test.name", new PersonChange(name, List.of("board"))))
                .isInstanceOf(InvalidFields.class);
    }

    @Test
    void aNameIsTextAndNothingElse() {
        String name = "<script>alert(1)</script> ${7*7} '; drop table person; --";
        people.save(person("admin"), "test.name", new PersonChange(name, List.of("board")));

        assertThat(person("test.name").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "A", "1a", "a.b", "", "abcdefghijabcdefghijabcdefghijabcdefghijx"})
    void aUnitIdThatCouldAddAGroupIsRefusedByServiceAndDatabase(String id) {
        assertThatThrownBy(() -> people.saveUnit(person("admin"), id, "lob", "Some unit", null))
                .isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> jdbc.sql("insert into unit (id, kind, name) values (?, 'lob', 'Some unit')")
                        .param(id)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aCommunityKeepsItsGroupsInTheirOrder() {
        people.saveUnit(person("admin"), "test-guild", "community", "Guild", List.of("partners", "customers", "press"));
        people.saveUnit(person("admin"), "test-guild", "community", "The guild", null);
        assertThat(people.unit("test-guild"))
                .contains(new Unit(
                        "test-guild", UnitKind.COMMUNITY, "The guild", List.of("partners", "customers", "press")));

        people.saveUnit(person("admin"), "test-guild", "community", "The guild", List.of("press", "partners"));
        assertThat(people.unit("test-guild").orElseThrow().groups()).containsExactly("press", "partners");
        people.saveUnit(person("admin"), "test-guild", "community", "The guild", List.of());

        assertThatThrownBy(() -> people.saveUnit(person("admin"), "test-guild", "lob", "Guild", null))
                .isInstanceOf(InvalidFields.class)
                .hasMessage("The guild is a community and stays one.");
        assertThatThrownBy(() -> people.saveUnit(person("admin"), "test-line", "lob", "Line", List.of("customers")))
                .hasMessage("Only a community has member groups.");
    }

    private boolean removes(CyclicBarrier together, String by, String whom) throws Exception {
        Person administrator = person(by);
        String name = person(whom).name();
        together.await();
        try {
            people.save(administrator, whom, new PersonChange(name, List.of()));
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private Person person(String login) {
        return people.find(login).orElseThrow();
    }

    private void save(String login, String... groups) {
        people.save(person("admin"), login, new PersonChange("Somebody", List.of(groups)));
    }
}
