package org.dottedline.funding.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dottedline.RequestProcessTest;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.Test;

class FundingCheckProcessTest extends RequestProcessTest {

    FundingCheckProcessTest() {
        super(FundingCheck.KEY);
    }

    @Test
    void whatHoldsIsSetAsideMonthByMonth() {
        Ref request = fundedRequest();

        assertThat(finances().tied())
                .hasSize(12)
                .allSatisfy(tied -> assertThat(tied.amount()).isEqualByComparingTo("6000"));
        assertThat(action.run(() -> funding.reserved(request))).isEqualByComparingTo("72000");
    }

    @Test
    void whatTheRuleRefusesSetsNothingAsideAndGoesToTheExecutiveWithItsReason() {
        Ref request = designedRequest("120000.00", "3000.00");

        List<String> notes = reserve(request, "10000.00");

        assertThat(notes)
                .contains("The run rate falls below the floor in 12 of the next twelve months, first in month 1.");
        assertThat(task("exec-billing", request, "DecideHowToPay").notes()).isEqualTo(notes);
        assertThat(finances().tied()).isEmpty();
    }

    @Test
    void aRefusalOfTheControllerGoesToTheExecutiveWithItsReason() {
        Ref request = designedRequest("72000.00", "3000.00");
        assertThatThrownBy(() -> complete("controller", request, "ReviewFunding", Map.of("decision", "refuse")))
                .isInstanceOf(InvalidFields.class);

        refuseFunding(request);

        assertThat(task("exec-billing", request, "DecideHowToPay").notes())
                .containsExactly("The community is saving for its conference.");
    }

    @Test
    void whatCannotBePickedIsRefusedAndNothingIsLost() {
        Ref request = designedRequest("72000.00", "3000.00");

        assertThatThrownBy(() -> complete("controller", request, "ReviewFunding", picks(FABRIKAM, "6000.00", 12)))
                .isInstanceOf(RuleRefused.class)
                .hasMessageContaining("events");
        assertThatThrownBy(() -> complete("controller", request, "ReviewFunding", picks("Memberships", "1.00", 12)))
                .isInstanceOf(RuleRefused.class)
                .hasMessageContaining("not to be touched");
        assertThatThrownBy(() -> reserve(request, "15000.01"))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("15000.00");
        for (String amount : List.of("0", "-1.00", "0.001")) {
            assertThatThrownBy(() -> reserve(request, amount)).isInstanceOf(InvalidFields.class);
        }
        for (int months : new int[] {0, 13, -1}) {
            assertThatThrownBy(
                            () -> complete("controller", request, "ReviewFunding", picks(NORTHWIND, "6000.00", months)))
                    .isInstanceOf(InvalidFields.class);
        }
        Object northwind = String.valueOf(line(NORTHWIND).id());
        assertThatThrownBy(() -> complete(
                        "controller",
                        request,
                        "ReviewFunding",
                        Map.of(
                                "decision",
                                "reserve",
                                "picks",
                                List.of(
                                        Map.of("income", northwind, "monthly", "1.00"),
                                        Map.of("income", northwind, "monthly", "1.00")),
                                "months",
                                12)))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("twice");
        task("controller", request, "ReviewFunding");
        assertThat(finances().tied()).isEmpty();
    }
}
