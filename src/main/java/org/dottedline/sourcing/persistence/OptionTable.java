package org.dottedline.sourcing.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.dottedline.sourcing.Choice;
import org.dottedline.sourcing.Option;
import org.dottedline.sourcing.Rated;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code sourcing_option} and {@code sourcing_choice}: the present round is one more than the choices made. */
@Repository
public class OptionTable {

    private static final String ROUND = "(select count(*) + 1 from sourcing_choice c where c.ref = :ref)";

    private final JdbcClient jdbc;

    OptionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, Option option) {
        jdbc.sql(
                        "insert into sourcing_option (ref, round, name, one_off, yearly, months_to_live, manager_hours, risks) select :ref, "
                                + ROUND + ", :name, :oneOff, :yearly, :months, :hours, :risks")
                .param("ref", ref.text())
                .param("name", option.name())
                .param("oneOff", option.oneOff())
                .param("yearly", option.yearly())
                .param("months", option.monthsToLive())
                .param("hours", option.managerHours())
                .param("risks", option.risks())
                .update();
    }

    public List<Option> offered(Ref ref) {
        return jdbc.sql("select * from sourcing_option where ref = :ref and round = " + ROUND + " order by id")
                .param("ref", ref.text())
                .query((row, number) -> option(row))
                .list();
    }

    public List<Rated> rated(Ref ref) {
        return jdbc.sql("select * from sourcing_option where ref = :ref and points is not null and round = " + ROUND
                        + " order by id")
                .param("ref", ref.text())
                .query((row, number) -> rated(row))
                .list();
    }

    private static Rated rated(ResultSet row) throws SQLException {
        return new Rated(option(row), row.getInt("points"), List.of((String[])
                row.getArray("reasons").getArray()));
    }

    public void rate(Ref ref, Rated rated) {
        jdbc.sql(
                        "update sourcing_option set points = :points, reasons = :reasons where ref = :ref and name = :name and round = "
                                + ROUND)
                .param("points", rated.points())
                .param("reasons", rated.reasons().toArray(String[]::new))
                .param("name", rated.option().name())
                .param("ref", ref.text())
                .update();
    }

    public List<Rated> lastDecided(Ref ref) {
        return jdbc.sql("""
                        select * from sourcing_option
                        where ref = :ref and round = (select max(round) from sourcing_choice where ref = :ref) order by id""")
                .param("ref", ref.text())
                .query((row, number) -> rated(row))
                .list();
    }

    public void choose(Ref ref, String name, String advised, String advice, @Nullable String reason) {
        jdbc.sql("insert into sourcing_choice (ref, round, name, advised, advice, reason) select :ref, " + ROUND
                        + ", :name, :advised, :advice, :reason")
                .param("ref", ref.text())
                .param("name", name)
                .param("advised", advised)
                .param("advice", advice)
                .param("reason", reason)
                .update();
    }

    public void makeVoid(Ref ref) {
        jdbc.sql("update sourcing_choice set void = true where ref = :ref")
                .param("ref", ref.text())
                .update();
    }

    public Optional<Choice> chosen(Ref ref) {
        return jdbc.sql("""
                        select o.*, c.advised, c.advice, c.reason from sourcing_choice c join sourcing_option o using (ref, round, name)
                        where ref = :ref and not c.void order by round desc limit 1""")
                .param("ref", ref.text())
                .query((row, number) -> new Choice(
                        option(row), row.getString("advised"), row.getString("advice"), row.getString("reason")))
                .optional();
    }

    private static Option option(ResultSet row) throws SQLException {
        return new Option(
                row.getString("name"),
                row.getBigDecimal("one_off"),
                row.getBigDecimal("yearly"),
                row.getInt("months_to_live"),
                row.getInt("manager_hours"),
                row.getString("risks"));
    }
}
