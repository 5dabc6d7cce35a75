package org.dottedline.audit.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.dottedline.ProductTest;
import org.dottedline.audit.Entry;
import org.dottedline.audit.ListKind;
import org.dottedline.audit.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists are found by their indexes, part by part, wherever in the list, and are never held as a whole. */
@ProductTest
class ListTableTest {

    @Autowired
    private ListTable table;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @ParameterizedTest
    @EnumSource(ListKind.class)
    void noQuestionReadsTheWholeRecord(ListKind kind) {
        LocalDate day = LocalDate.of(2026, 1, 1);
        List<Selection> selections = List.of(
                new Selection(kind, null, null, null, null),
                new Selection(kind, day, day, null, null),
                new Selection(kind, day, null, kind.onTrails() ? "G1" : null, "billing"));
        for (Selection selection : selections) {
            for (String sql : List.of(
                    ListTable.partSql(selection, false),
                    ListTable.partSql(selection, true),
                    ListTable.countSql(selection))) {
                assertThat(plan(sql, selection)).as(sql).contains("record_").doesNotContain("Seq Scan on record");
            }
        }
    }

    @Test
    void aPageOfOneListIsFoundInItsOwnIndex() {
        for (ListKind kind : ListKind.values()) {
            Selection all = new Selection(kind, null, null, null, null);
            assertThat(plan(ListTable.partSql(all, true), all)).contains("record_list_" + kind.word());
        }
    }

    private String plan(String sql, Selection selection) {
        Map<String, Object> parameters = new HashMap<>(ListTable.parameters(selection));
        parameters.put("before", Long.MAX_VALUE);
        parameters.put("limit", 51);
        return transaction.execute(status -> {
            jdbc.sql("set local enable_seqscan = off").update();
            return String.join(
                    "\n",
                    jdbc.sql("explain " + sql)
                            .params(parameters)
                            .query(String.class)
                            .list());
        });
    }

    @Test
    void partsFollowEachOtherWithoutGapOrRepetitionAndTheFilterHolds() {
        insert("withdrawn", "G910001", "2020-01-01", 60);
        insert("withdrawn", "G910001.O1", "2020-02-01", 60);
        insert("withdrawn", "G9100010", "2020-01-01", 5);
        Selection below = new Selection(ListKind.WITHDRAWALS, null, null, "G910001", null);

        assertThat(table.count(below)).isEqualTo(120);
        List<Long> seen = new ArrayList<>();
        Long before = null;
        while (true) {
            List<Entry> part = table.part(below, before, 50);
            if (part.isEmpty()) {
                break;
            }
            part.forEach(entry -> seen.add(entry.seq()));
            before = part.get(part.size() - 1).seq();
            if (seen.size() == 50) {
                insert("withdrawn", "G910001", "2020-01-01", 3);
            }
        }
        assertThat(seen).hasSize(120).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));

        LocalDate first = LocalDate.of(2020, 2, 1);
        assertThat(table.count(new Selection(ListKind.WITHDRAWALS, first, first, "G910001", null)))
                .isEqualTo(60);
        assertThat(table.count(new Selection(ListKind.WITHDRAWALS, null, first.minusDays(1), "G910001", null)))
                .isEqualTo(63);
        assertThat(table.count(new Selection(ListKind.DEADLINES, null, null, "G910001", null)))
                .isZero();
    }

    @Test
    void whatAUnitDoesIsFoundOnItsTrails() {
        jdbc.sql("""
                        insert into unit (id, kind, name) values ('lists-unit', 'lob', 'Lists') on conflict do nothing""").update();
        jdbc.sql("""
                        insert into trail (ref, parent, path, kind, title, unit, state, created_at)
                        values ('G910002', null, array[910002], 'goal', 'x', null, 'running', now()),
                               ('G910002.O1', 'G910002', array[910002, 1], 'objective', 'x', 'lists-unit', 'running', now()),
                               ('G910002.O2', 'G910002', array[910002, 2], 'objective', 'x', null, 'running', now())""").update();
        insert("deadline-passed", "G910002", "2020-01-01", 1);
        insert("deadline-passed", "G910002.O1", "2020-01-01", 2);
        insert("deadline-passed", "G910002.O1.I1.R1", "2020-01-01", 4);
        insert("deadline-passed", "G910002.O2.I1", "2020-01-01", 8);

        assertThat(table.count(new Selection(ListKind.DEADLINES, null, null, null, "lists-unit")))
                .isEqualTo(6);
        jdbc.sql("delete from trail where ref like 'G910002%'").update();
    }

    @Test
    void anExportHoldsAFewHundredEntriesAtATime() {
        insert("withdrawn", "G910003", "2020-01-01", 30_000);
        List<WeakReference<Entry>> kept = new ArrayList<>();
        long[] count = new long[2];
        transaction.executeWithoutResult(status ->
                table.each(new Selection(ListKind.WITHDRAWALS, null, null, "G910003", null), part -> {
                    assertThat(part).hasSizeBetween(1, 500);
                    count[0] += part.size();
                    kept.add(new WeakReference<>(part.get(0)));
                    if (count[0] == 29_000) {
                        System.gc();
                        count[1] =
                                kept.stream().filter(one -> one.get() != null).count();
                    }
                }));
        assertThat(count[0]).isEqualTo(30_000);
        assertThat(count[1]).isLessThan(4);
    }

    @Test
    void dutiesOfAPairThatOnePersonDidAreFoundWhoeverActedForThem() {
        duty("G910004.O1.I1", "AssessFit", "ann", null);
        duty("G910004.O1.I1", "ApproveInitiative", "bob", "ann");
        duty("G910004.O1.I1", "CountersignInitiative", "cid", null);
        duty("G910004.O1.I2", "AssessFit", "ann", null);
        duty("G910004.O1.I2", "ApproveInitiative", "bob", null);
        duty("G910004.O1.I2", "RecordOutcome", "bob", null);
        duty("G910004.O1.I3", "ApproveInitiative", "ann", null);
        duty("G910004.O1.I3", "AssessFit", "ann", null);

        List<Entry> met = table.part(new Selection(ListKind.DUTIES, null, null, "G910004", null), null, 10);
        assertThat(met)
                .extracting(entry -> entry.ref() + " " + entry.element() + " " + entry.actor())
                .containsExactly("G910004.O1.I3 AssessFit ann", "G910004.O1.I1 ApproveInitiative bob");
    }

    @Test
    void onlyChoicesAgainstTheAdviceAreOverrides() {
        choice("G910005.O1.I1.R1", "{\"advised\":\"build\"}", "build");
        choice("G910005.O1.I1.R2", "{\"advised\":\"build\"}", "Acme");
        choice("G910005.O1.I1.R3", null, "Acme");

        assertThat(table.part(new Selection(ListKind.OVERRIDES, null, null, "G910005", null), null, 10))
                .extracting(Entry::ref)
                .containsExactly("G910005.O1.I1.R2");
    }

    @Test
    void thePairsAreThoseOfTheModels() throws IOException {
        Set<Set<String>> modelled = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            files.filter(file -> file.toString().endsWith(".bpmn"))
                    .map(Path::toFile)
                    .forEach(file -> modelled.addAll(pairs(file)));
        }
        Set<Set<String>> listed = new HashSet<>();
        jdbc.sql("select one, other from duty_pair").query(row -> {
            listed.add(Set.of(row.getString(1), row.getString(2)));
        });
        assertThat(listed).isEqualTo(modelled);
    }

    private static Set<Set<String>> pairs(File file) {
        Set<Set<String>> pairs = new HashSet<>();
        for (FlowNode node : Bpmn.readModelFromFile(file).getModelElementsByType(FlowNode.class)) {
            if (node.getExtensionElements() == null) {
                continue;
            }
            node.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                    .flatMap(properties -> properties.getCamundaProperties().stream())
                    .filter(property -> property.getCamundaName().equals("separateFrom"))
                    .flatMap(
                            property -> Arrays.stream(property.getCamundaValue().split("\\s*,\\s*")))
                    .forEach(earlier -> pairs.add(Set.of(earlier, node.getId())));
        }
        return pairs;
    }

    private void insert(String kind, String ref, String day, int count) {
        jdbc.sql("""
                        insert into record (at, ref, side, kind, actor, after, reason)
                        select :day::date, :ref, 'strategy', :kind, 'ann', '{"with":"G1","dueOn":"2020-01-01"}', 'Why ' || i
                          from generate_series(1, :count) i""")
                .param("day", day)
                .param("ref", ref)
                .param("kind", kind)
                .param("count", count)
                .update();
    }

    private void duty(String ref, String element, String actor, @Nullable String onBehalfOf) {
        jdbc.sql("""
                        insert into record (at, ref, side, kind, element, actor, on_behalf_of)
                        values (now(), :ref, 'strategy', 'task-completed', :element, :actor, :for)""")
                .param("ref", ref)
                .param("element", element)
                .param("actor", actor)
                .param("for", onBehalfOf)
                .update();
    }

    private void choice(String ref, @Nullable String before, String option) {
        jdbc.sql("""
                        insert into record (at, ref, side, kind, element, actor, before, after)
                        values (now(), :ref, 'strategy', 'task-completed', 'DecideSourcing', 'ann', :before::json,
                                json_build_object('option', :option::text))""")
                .param("ref", ref)
                .param("before", before)
                .param("option", option)
                .update();
    }
}
