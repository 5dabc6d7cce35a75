package org.dottedline.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dottedline.ProductTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every column that can hold what people wrote is searched, or is left out for a reason that stands here. */
@ProductTest
class SearchedColumnsTest {

    private static final String CODE = "a word of the product, from a list";
    private static final String REFERENCE = "a reference or an id";
    private static final String GIVEN = "the reason of a task: the record has it, and what is handed over too";
    private static final String MONEY = "money has its own pages, open to fewer people than the step is";

    /** Tables, or columns of them, that are not searched. */
    private static final Map<String, String> LEFT_OUT = left(
            "flyway_schema_history", "the migrations'",
            "search_text", "search itself",
            "idempotency_key", "answers kept for a day",
            "session", "who is signed in at a browser",
            "held_file", "a file between two pages, for its person alone",
            "held_part", "locked with a key that is not here",
            "task_draft", "a draft is for its writer alone",
            "task_note", "what a rule says of a task, to whoever may take it",
            "message_element", CODE,
            "open_task", "the engine's, in the words of the models",
            "ended_task", "the engine's, in the words of the models",
            "demo_chapter", CODE,
            "duty_pair", CODE,
            "tour_answer", REFERENCE,
            "sign_in_attempt", "nobody's reading",
            "limit_row", "amounts",
            "ledger_difference", CODE,
            "record", "all but the reason repeats what the tables say",
            "trail.ref", REFERENCE,
            "trail.parent", REFERENCE,
            "trail.kind", CODE,
            "trail.unit", REFERENCE,
            "trail.addressee", REFERENCE,
            "trail.state", CODE,
            "trail.result", CODE,
            "trail_counter", REFERENCE,
            "handover.message", CODE,
            "handover.from_process", CODE,
            "handover.to_process", CODE,
            "handover.from_side", CODE,
            "handover.ref", REFERENCE,
            "handover.result", CODE,
            "goal.ref", REFERENCE,
            "goal.result", CODE,
            "goal_lob", REFERENCE,
            "objective.ref", REFERENCE,
            "objective.lob", REFERENCE,
            "objective.unit", "a unit of measure",
            "objective.direction", CODE,
            "objective.cadence", CODE,
            "objective.result", CODE,
            "objective.closing_reason", GIVEN,
            "objective_invitation", REFERENCE,
            "initiative.ref", REFERENCE,
            "initiative.community", REFERENCE,
            "initiative.groups", "names of member groups",
            "initiative.decision", CODE,
            "initiative_approval.ref", REFERENCE,
            "initiative_approval.fit", CODE,
            "initiative_approval.budget_band", CODE,
            "initiative_approval.decision", CODE,
            "initiative_approval.reason", GIVEN,
            "request.ref", REFERENCE,
            "request.community", REFERENCE,
            "request.answer", CODE,
            "request.answer_reason", GIVEN,
            "request_feedback.ref", REFERENCE,
            "request_design.ref", REFERENCE,
            "request_design.cut_reason", GIVEN,
            "request_spending", GIVEN,
            "request_delivery", "repeats the points of the design",
            "research_plan.ref", REFERENCE,
            "research_plan.method", CODE,
            "research_group", "names of member groups",
            "research_round.ref", REFERENCE,
            "research_result", "counts of member groups",
            "research_quote.ref", REFERENCE,
            "research_verdict", CODE,
            "research_group_verdict", CODE,
            "need.ref", REFERENCE,
            "need.community", REFERENCE,
            "need.lob", REFERENCE,
            "need.groups", "names of member groups",
            "need_answer", GIVEN,
            "outcome.ref", REFERENCE,
            "outcome.state", CODE,
            "outcome.cause", CODE,
            "outcome.cause_reason", GIVEN,
            "outcome.disputed", GIVEN,
            "word.ref", REFERENCE,
            "word.community", REFERENCE,
            "word.occasion", CODE,
            "word.facts", "what the draft of a word is made of",
            "word.published_by", REFERENCE,
            "sourcing_option.ref", REFERENCE,
            "sourcing_option.reasons", "words of a decision table",
            "sourcing_choice", GIVEN + "; the advice is of a decision table",
            "remark.across", CODE,
            "attachment", "names of files, read on the page of their step; a trigger would carry their content",
            "attachment_opening", REFERENCE,
            "attachment_set_aside", GIVEN,
            "attachment_space", REFERENCE,
            "deputyship", REFERENCE,
            "idea.community", REFERENCE,
            "idea.source", CODE,
            "idea.key", "what makes it the same idea in the next file",
            "idea.number", "its number at the tool it comes from",
            "idea.title_key", "repeats the title",
            "idea.state", CODE,
            "idea_raised", REFERENCE,
            "remark.ref", REFERENCE,
            "remark.side", CODE,
            "remark.login", REFERENCE,
            "remark_mention", REFERENCE,
            "unit.id", REFERENCE,
            "unit.kind", CODE,
            "member_group", "a handful of words in every community",
            "person.login", REFERENCE,
            "person.password", "a secret",
            "person.side", CODE,
            "role_grant", CODE,
            "income_line", MONEY,
            "cost_line", MONEY,
            "funding_proposal", MONEY,
            "funding_pick", MONEY,
            "running_cost", MONEY,
            "ledger", MONEY,
            "ledger_part", MONEY,
            "balance", MONEY);

    @Autowired
    private JdbcClient jdbc;

    @Test
    void noTextIsForgotten() {
        Set<String> searched = searched();
        Set<String> forgotten = new TreeSet<>(jdbc.sql("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'dottedline' and (data_type in ('text', 'character varying', 'json', 'jsonb')
                                                               or data_type = 'ARRAY' and udt_name in ('_text', '_varchar'))""").query(String.class).list());
        assertThat(forgotten).hasSizeGreaterThan(150);
        forgotten.removeAll(searched);
        forgotten.removeIf(column ->
                LEFT_OUT.containsKey(column) || LEFT_OUT.containsKey(column.substring(0, column.indexOf('.'))));

        assertThat(forgotten).isEmpty();
    }

    @Test
    void whatIsSearchedIsNotLeftOutAsWell() {
        assertThat(searched())
                .contains("goal.why", "handover.payload", "remark.text")
                .doesNotContainAnyElementsOf(LEFT_OUT.keySet());
    }

    /** The columns that the triggers name; of a path into a value, the value. */
    private Set<String> searched() {
        Set<String> searched = new TreeSet<>();
        jdbc.sql("""
                        select c.relname, t.tgargs from pg_trigger t join pg_class c on c.oid = t.tgrelid
                        join pg_proc p on p.oid = t.tgfoid where p.proname = 'keep_search_text'""").query(row -> {
            String[] arguments = new String(row.getBytes("tgargs"), StandardCharsets.UTF_8).split("\0");
            for (String column : Arrays.copyOfRange(arguments, 4, arguments.length)) {
                searched.add(row.getString("relname") + "." + column.split("[.=]")[0]);
            }
        });
        return searched;
    }

    private static Map<String, String> left(String... columnsAndReasons) {
        Map<String, String> left = new TreeMap<>();
        for (int i = 0; i < columnsAndReasons.length; i += 2) {
            left.put(columnsAndReasons[i], columnsAndReasons[i + 1]);
        }
        return left;
    }
}
