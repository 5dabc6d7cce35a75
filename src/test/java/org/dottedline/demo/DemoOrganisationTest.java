package org.dottedline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.dottedline.ProductTest;
import org.dottedline.database.StartFailure;
import org.dottedline.funding.CommunityMoney;
import org.dottedline.people.Account;
import org.dottedline.people.DemoPerson;
import org.dottedline.people.Founding;
import org.dottedline.people.People;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.people.Unit;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.annotation.Transactional;

@ProductTest
class DemoOrganisationTest {

    @Autowired
    Founding founding;

    @Autowired
    CommunityMoney money;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theDemoHasTheOrganisationOfTheStory() {
        assertThat(people.units()).extracting(Unit::id).contains("billing", "care", "developers", "users");
        assertThat(people.unit("developers").orElseThrow().groups())
                .containsExactly("customers", "partners", "employees");
        assertThat(people.unit("users").orElseThrow().groups())
                .containsExactly("customers", "partners", "employees", "prospects");
        assertThat(people.demoPersons())
                .extracting(DemoPerson::login, DemoPerson::role, DemoPerson::side)
                .contains(
                        tuple("board-secretary", "Board", Side.STRATEGY),
                        tuple("board-chair", "Board", Side.STRATEGY),
                        tuple("exec-billing", "LOB executive, Billing Products", Side.STRATEGY),
                        tuple("exec-care", "LOB executive, Customer Care", Side.STRATEGY),
                        tuple("strategist-billing", "Strategist, Billing Products", Side.STRATEGY),
                        tuple("strategist-care", "Strategist, Customer Care", Side.STRATEGY),
                        tuple("controller", "Community finance controller", Side.STRATEGY),
                        tuple("buyer", "Sourcing manager", Side.STRATEGY),
                        tuple("delivery-lead", "Delivery lead", Side.STRATEGY),
                        tuple("cm-developers", "Community manager, Developer Community", Side.COMMUNITY),
                        tuple("cm-users", "Community manager, User Community", Side.COMMUNITY),
                        tuple("pmo", "PMO", Side.OVERSIGHT),
                        tuple("admin", "Administrator", Side.NONE));
        Account pmo = people.account("pmo").orElseThrow();
        assertThat(passwords.matches("pmo", pmo.password())).isTrue();
    }

    @Test
    @Attack(20)
    void aRealOrganisationIsNotStartedOnTheDemosDatabase() {
        assertThatThrownBy(() -> start("off", "boss", "a long password"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("persons of the demo");
        assertThat(people.find("boss")).isEmpty();
    }

    @Test
    void anUnknownDemoIsNamed() {
        assertThatThrownBy(() -> start("on", "", ""))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("set it to story, organisation or off");
    }

    @Test
    @Transactional
    void aRealOrganisationStartsWithOneAdministrator() {
        nobody();

        start("off", "boss", "a long password");
        start("off", "other", "another password");

        assertThat(people.all()).extracting("login").containsExactly("boss");
        Account boss = people.account("boss").orElseThrow();
        assertThat(boss.demo()).isFalse();
        assertThat(boss.person().holds(Role.ADMINISTRATOR)).isTrue();
        assertThat(passwords.matches("a long password", boss.password())).isTrue();
        assertThat(people.demoPersons()).isEmpty();
    }

    @Test
    @Transactional
    void theDemoIsNeverAddedToARealOrganisation() {
        nobody();
        start("off", "boss", "a long password");

        start("story", "", "");

        assertThat(people.all()).extracting("login").containsExactly("boss");
    }

    @Test
    @Transactional
    void theFirstAdministratorNeedsALogin() {
        nobody();

        assertThatThrownBy(() -> start("off", "The Boss", "a long password")).isInstanceOf(StartFailure.class);
        assertThatThrownBy(() -> start("off", "boss", "x".repeat(73))).isInstanceOf(StartFailure.class);
        start("off", "", "");
        assertThat(people.all()).isEqualTo(List.of());
    }

    private void nobody() {
        jdbc.sql("delete from role_grant").update();
        jdbc.sql("delete from person").update();
    }

    private void start(String mode, String login, String password) {
        new DemoOrganisation(founding, money, mode, login, password).afterSingletonsInstantiated();
    }
}
