package org.dottedline.web.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What newcomers are told. */
@ProductTest
class TourTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "board-chair",
                "exec-billing",
                "strategist-care",
                "controller",
                "buyer",
                "delivery-lead",
                "cm-users",
                "pmo",
                "admin"
            })
    void eachRoleIsToldWhatItIsForAndEveryPlaceItIsSentToIsThere(String login) {
        Visitor visitor = Visitor.at(port, login);
        Sheet tour = visitor.open("/tour");
        assertThat(tour.status()).isEqualTo(200);
        assertThat(tour.text()).contains("You stand ");
        List<String> places = tour.all("<li><a href=\"([^\"]+)\"");
        assertThat(places)
                .filteredOn(place -> !place.matches("/help/keys|/tour"))
                .hasSizeGreaterThan(1);
        for (String place : places) {
            assertThat(visitor.open(place).status()).as(place).isEqualTo(200);
        }
        assertThat(visitor.open("/help/keys").text()).contains("look for something");
        boolean keeper = login.equals("pmo") || login.equals("admin");
        assertThat(visitor.open("/system/components").status()).isEqualTo(keeper ? 200 : 403);
        assertThat(tour.html().contains("/system/components")).isEqualTo(keeper);
    }

    @Test
    void theTourIsOfferedOnce() {
        jdbc.sql("delete from dottedline.tour_answer").update();
        Visitor taker = Visitor.at(port, "buyer");
        assertThat(taker.open("/tasks").text()).contains("New here?");
        assertThat(taker.send("/tour", "take", "true").path()).isEqualTo("/tour");
        assertThat(taker.open("/tasks").text()).doesNotContain("New here?");
        Visitor passer = Visitor.at(port, "controller");
        passer.open("/tasks");
        assertThat(passer.send("/tour", "take", "false").path()).isEqualTo("/tasks");
        assertThat(Visitor.at(port, "controller").open("/tasks").text()).doesNotContain("New here?");
    }

    @Test
    void withoutAFinishedTrailThereIsNoWalk() {
        Visitor newcomer = Visitor.at(port);
        assertThat(newcomer.open("/sign-in").html()).doesNotContain("action=\"/walk\"");
        if (jdbc.sql("select count(*) from dottedline.demo_chapter")
                        .query(Integer.class)
                        .single()
                == 0) {
            assertThat(newcomer.send("/walk").status()).isEqualTo(404);
            newcomer.open("/sign-in");
            assertThat(newcomer.send("/walk/leave").status()).isEqualTo(404);
        }
    }

    @Test
    void everyPartOfThePagesIsShown() {
        Sheet page = Visitor.at(port, "pmo").open("/system/components");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains(
                        "chip running", "chip closed", "chip declined", "chip withdrawn", "chip overdue", "chip today")
                .contains(
                        "crossing to-community delivered",
                        "crossing to-strategy waiting",
                        "crossing to-community receiver-ended")
                .contains("class=\"piece hidden\"", "class=\"mark below\"", "class=\"mark hollow\"")
                .doesNotContain("style=");
        assertThat(page.all("<svg class=\"(plot)\"")).hasSize(5);
        assertThat(page.text()).contains("Colours, light", "Colours, dark", "things need another look");
    }
}
