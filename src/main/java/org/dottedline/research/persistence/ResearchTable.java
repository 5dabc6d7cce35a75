package org.dottedline.research.persistence;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.research.Counts;
import org.dottedline.research.Plan;
import org.dottedline.research.PlannedGroup;
import org.dottedline.research.Round;
import org.dottedline.trail.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code research_plan}, {@code research_group}, {@code research_round} and those of its answers and verdicts. */
@Repository
public class ResearchTable {

    private final JdbcClient jdbc;

    ResearchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the plan and its groups, in place of what is there. */
    public void savePlan(Ref ref, Plan plan) {
        jdbc.sql("""
                        insert into research_plan (ref, question, method, closes_on)
                        values (:ref, :question, :method, :closesOn)
                        on conflict (ref) do update
                        set question = excluded.question, method = excluded.method, closes_on = excluded.closes_on""")
                .param("ref", ref.text())
                .param("question", plan.question())
                .param("method", plan.method())
                .param("closesOn", plan.closesOn())
                .update();
        jdbc.sql("delete from research_group where ref = :ref")
                .param("ref", ref.text())
                .update();
        for (int position = 0; position < plan.groups().size(); position++) {
            PlannedGroup group = plan.groups().get(position);
            jdbc.sql("""
                            insert into research_group (ref, member_group, position, minimum, welcome_at, unwelcome_below)
                            values (:ref, :group, :position, :minimum, :welcomeAt, :unwelcomeBelow)""")
                    .param("ref", ref.text())
                    .param("group", group.group())
                    .param("position", position)
                    .param("minimum", group.minimum())
                    .param("welcomeAt", group.welcomeAt())
                    .param("unwelcomeBelow", group.unwelcomeBelow())
                    .update();
        }
    }

    public void lockPlan(Ref ref) {
        jdbc.sql("update research_plan set sound = true where ref = :ref")
                .param("ref", ref.text())
                .update();
    }

    public Optional<Plan> plan(Ref ref) {
        List<PlannedGroup> groups = jdbc.sql("select * from research_group where ref = :ref order by position")
                .param("ref", ref.text())
                .query((row, number) -> new PlannedGroup(
                        row.getString("member_group"),
                        row.getInt("minimum"),
                        row.getInt("welcome_at"),
                        row.getInt("unwelcome_below")))
                .list();
        return jdbc.sql("select * from research_plan where ref = :ref")
                .param("ref", ref.text())
                .query((row, number) -> new Plan(
                        row.getString("question"),
                        row.getString("method"),
                        groups,
                        row.getObject("closes_on", LocalDate.class)))
                .optional();
    }

    public int rounds(Ref ref) {
        return jdbc.sql("select coalesce(max(round), 0) from research_round where ref = :ref")
                .param("ref", ref.text())
                .query(Integer.class)
                .single();
    }

    /** Writes one more round with its answers and quotes. */
    public void saveRound(Ref ref, Round round) {
        int number = rounds(ref) + 1;
        jdbc.sql("insert into research_round (ref, round, summary) values (:ref, :round, :summary)")
                .param("ref", ref.text())
                .param("round", number)
                .param("summary", round.summary())
                .update();
        for (Counts counts : round.results()) {
            jdbc.sql("""
                            insert into research_result (ref, round, member_group, asked, answered, in_favour, neutral, against)
                            values (:ref, :round, :group, :asked, :answered, :inFavour, :neutral, :against)""")
                    .param("ref", ref.text())
                    .param("round", number)
                    .param("group", counts.group())
                    .param("asked", counts.asked())
                    .param("answered", counts.answered())
                    .param("inFavour", counts.inFavour())
                    .param("neutral", counts.neutral())
                    .param("against", counts.against())
                    .update();
        }
        for (int position = 0; position < round.quotes().size(); position++) {
            jdbc.sql("""
                            insert into research_quote (ref, round, position, text)
                            values (:ref, :round, :position, :text)""")
                    .param("ref", ref.text())
                    .param("round", number)
                    .param("position", position)
                    .param("text", round.quotes().get(position))
                    .update();
        }
    }

    /** The answers as they came, the earliest round first. */
    public List<Counts> counts(Ref ref) {
        return jdbc.sql("select * from research_result where ref = :ref order by round, member_group")
                .param("ref", ref.text())
                .query((row, number) -> new Counts(
                        row.getString("member_group"),
                        row.getInt("asked"),
                        row.getInt("answered"),
                        row.getInt("in_favour"),
                        row.getInt("neutral"),
                        row.getInt("against")))
                .list();
    }

    /** Keeps the verdicts of the latest round. */
    public void saveVerdicts(Ref ref, Map<String, String> byGroup, String verdict) {
        int round = rounds(ref);
        jdbc.sql("insert into research_verdict (ref, round, verdict) values (:ref, :round, :verdict)")
                .param("ref", ref.text())
                .param("round", round)
                .param("verdict", verdict)
                .update();
        byGroup.forEach((group, one) -> jdbc.sql("""
                        insert into research_group_verdict (ref, round, member_group, verdict)
                        values (:ref, :round, :group, :verdict)""")
                .param("ref", ref.text())
                .param("round", round)
                .param("group", group)
                .param("verdict", one)
                .update());
    }

    /** The verdicts of the latest round that was judged, by group. */
    public Map<String, String> verdicts(Ref ref) {
        Map<String, String> verdicts = new HashMap<>();
        jdbc.sql("""
                        select member_group, verdict from research_group_verdict
                        where ref = :ref and round = (select max(round) from research_group_verdict where ref = :ref)""")
                .param("ref", ref.text())
                .query((row, number) -> verdicts.put(row.getString("member_group"), row.getString("verdict")))
                .list();
        return verdicts;
    }

    public Optional<String> verdict(Ref ref) {
        return jdbc.sql("select verdict from research_verdict where ref = :ref order by round desc limit 1")
                .param("ref", ref.text())
                .query(String.class)
                .optional();
    }

    public Optional<String> summary(Ref ref) {
        return jdbc.sql("select summary from research_round where ref = :ref order by round desc limit 1")
                .param("ref", ref.text())
                .query(String.class)
                .optional();
    }

    public List<String> quotes(Ref ref) {
        return jdbc.sql("select text from research_quote where ref = :ref order by round, position")
                .param("ref", ref.text())
                .query(String.class)
                .list();
    }
}
