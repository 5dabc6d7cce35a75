package org.dottedline.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dottedline.casefile.Change.How;
import org.junit.jupiter.api.Test;

/** Before and after as what changed, value by value. */
class ChangesTest {

    @Test
    void aValueIsAddedRemovedOrChangedAndTheSameIsLeftOut() {
        assertThat(Changes.between(
                        Map.of("cap", "25000.00", "title", "Report defects", "note", "gone"),
                        Map.of("cap", "50000.00", "title", "Report defects", "fit", "strong")))
                .containsExactlyInAnyOrder(
                        new Change("cap", null, null, How.CHANGED, "25000.00", "50000.00"),
                        new Change("fit", null, null, How.ADDED, null, "strong"),
                        new Change("note", null, null, How.REMOVED, "gone", null));
    }

    @Test
    void whereNothingWasAllIsAdded() {
        assertThat(Changes.between(null, Map.of("decision", "approve")))
                .containsExactly(new Change("decision", null, null, How.ADDED, null, "approve"));
        assertThat(Changes.between(null, null)).isEmpty();
        assertThat(Changes.between(Map.of("assignee", "pmo"), null))
                .containsExactly(new Change("assignee", null, null, How.REMOVED, "pmo", null));
    }

    @Test
    void aRowIsKnownByItsIdAndComparedCellByCell() {
        Map<String, Object> was = Map.of("income", List.of(line(1, "Northwind", "15000.00"), line(2, "Gone", "1.00")));
        Map<String, Object> is =
                Map.of("income", List.of(line(3, "Tailwind", "6000.00"), line(1, "Northwind", "14000.00")));

        assertThat(Changes.between(was, is))
                .containsExactly(
                        new Change("income", "Tailwind", null, How.ADDED, null, line(3, "Tailwind", "6000.00")),
                        new Change("income", "Northwind", "monthly", How.CHANGED, "15000.00", "14000.00"),
                        new Change("income", "Gone", null, How.REMOVED, line(2, "Gone", "1.00"), null));
    }

    @Test
    void rowsThatNothingTellsApartAreComparedByPlace() {
        Map<String, Object> was = Map.of("picks", List.of(Map.of("monthly", "1"), Map.of("monthly", "2")));
        Map<String, Object> is = Map.of("picks", List.of(Map.of("monthly", "1"), Map.of("monthly", "3")));

        assertThat(Changes.between(was, is))
                .containsExactly(new Change("picks", "2", "monthly", How.CHANGED, "2", "3"));
        assertThat(Changes.between(
                        Map.of("quotes", List.of(Map.of("vendor", "A"), Map.of("vendor", "A"))),
                        Map.of("quotes", List.of(Map.of("vendor", "A")))))
                .containsExactly(new Change("quotes", "2", null, How.REMOVED, Map.of("vendor", "A"), null));
    }

    @Test
    void aListOfWordsIsOneValueAndAnEmptyOneIsNone() {
        assertThat(Changes.between(
                        Map.of("groups", List.of("customers"), "quotes", List.of()),
                        Map.of("groups", List.of("customers", "partners"))))
                .containsExactly(new Change(
                        "groups", null, null, How.CHANGED, List.of("customers"), List.of("customers", "partners")));
        assertThat(Changes.between(Map.of(), Map.of("quotes", List.of()))).isEmpty();
    }

    private static Map<String, Object> line(int id, String name, String monthly) {
        return Map.of("id", id, "name", name, "monthly", monthly);
    }
}
