package org.dottedline.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dottedline.ProductTest;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProductTest
class OnePersonHasOneSideTest {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nobodyStays() {
        jdbc.sql("delete from role_grant where person like 'test.%'").update();
        jdbc.sql("delete from person where login like 'test.%'").update();
    }

    @ParameterizedTest
    @CsvSource({
        "board, community-manager.users",
        "lob-executive.billing, community-manager.developers",
        "community-manager.users, finance",
        "strategist.care, pmo",
        "pmo, community-manager.users",
        "administrator, board",
        "administrator, pmo",
    })
    void aGrantThatWouldMixSidesIsRefusedWithTheReason(String one, String other) {
        assertThatThrownBy(() -> save("test.both", one, other))
                .isInstanceOf(RuleRefused.class)
                .hasMessageStartingWith("One person never holds roles of two sides");

        assertThat(people.find("test.both")).isEmpty();
    }

    @Test
    void rolesOfOneSideGoTogether() {
        save("test.one", "lob-executive.billing", "strategist.care", "board");

        assertThat(people.find("test.one").orElseThrow().groups())
                .containsExactlyInAnyOrder("board", "lob-executive.billing", "strategist.care");
        assertThat(people.personsIn("strategist.care"))
                .extracting(Person::login)
                .contains("test.one", "strategist-care")
                .doesNotContain("strategist-billing");
    }

    @Test
    void whoGivesUpOneSideCanTakeTheOther() {
        save("test.mover", "strategist.billing");
        save("test.mover", "community-manager.users");

        assertThat(people.find("test.mover").orElseThrow().side()).isEqualTo(Side.COMMUNITY);
    }

    @Test
    void theDatabaseItselfRefusesTwoSides() {
        save("test.strategist", "strategist.billing");

        assertThatThrownBy(() -> grant("test.strategist", "community", "community-manager", "users", "community"))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> grant("test.strategist", "strategy", "community-manager", "users", "community"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("side_of_role");
        assertThatThrownBy(() -> jdbc.sql("update person set side = 'community' where login = 'test.strategist'")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theDatabaseItselfRefusesAUnitThatDoesNotGoWithTheRole() {
        save("test.strategist");

        assertThatThrownBy(() -> grant("test.strategist", "none", "administrator", "billing", "lob"))
                .hasMessageContaining("unit_of_role");
        jdbc.sql("update person set side = 'strategy' where login = 'test.strategist'")
                .update();
        assertThatThrownBy(() -> grant("test.strategist", "strategy", "strategist", null, null))
                .hasMessageContaining("unit_of_role");
        assertThatThrownBy(() -> grant("test.strategist", "strategy", "strategist", "users", "community"))
                .hasMessageContaining("unit_of_role");
        assertThatThrownBy(() -> grant("test.strategist", "strategy", "strategist", "users", "lob"))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> grant("test.strategist", "strategy", "warlord", null, null))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "king                       | There is no role “king”.",
                "Board                      | There is no role “Board”.",
                "lob-executive              | “lob-executive” needs its line of business, as in “lob-executive.billing”.",
                "lob-executive.             | There is no line of business called “”.",
                "lob-executive.nowhere      | There is no line of business called “nowhere”.",
                "lob-executive.billing,board| There is no line of business called “billing,board”.",
                "board.billing              | “board” is a role for the whole company: leave out what stands behind the dot.",
                "community-manager.billing  | A community manager is of a community, and Billing Products is a line of business.",
                "strategist.users           | A strategist is of a line of business, and User Community is a community.",
            })
    void aRoleThatIsNoneIsNamed(String group, String sentence) {
        assertThatThrownBy(() -> save("test.nobody", group))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        refused -> assertThat(refused.errors())
                                .extracting("field", "message")
                                .containsExactly(org.assertj.core.groups.Tuple.tuple("roles", sentence)));
    }

    private void save(String login, String... groups) {
        people.save(people.find("admin").orElseThrow(), login, new PersonChange("Somebody", List.of(groups)));
    }

    private void grant(String person, String side, String role, String unit, String unitKind) {
        jdbc.sql("insert into role_grant (person, side, role, unit, unit_kind) values (?, ?, ?, ?, ?)")
                .param(person)
                .param(side)
                .param(role)
                .param(unit)
                .param(unitKind)
                .update();
    }
}
