package org.dottedline.sourcing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dottedline.RequestProcessTest;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.Test;

class BuildOrBuyProcessTest extends RequestProcessTest {

    BuildOrBuyProcessTest() {
        super(BuildOrBuy.KEY);
    }

    @Test
    void neitherSideSeesTheOthersFiguresBeforeBothAreIn() {
        Ref request = fundedRequest();
        estimate(request, "71111.00", "3000.00");

        assertThat(task("buyer", request, "CollectQuotes").context().asJson().toString())
                .doesNotContain("71111");
        quote(request, "62222.00", "18000.00");

        assertThat(task("strategist-billing", request, "DecideSourcing")
                        .context()
                        .asJson()
                        .toString())
                .contains("71111.00", "62222.00", "80111.00", "116222.00");
    }

    @Test
    void againstTheAdviceOnlyWithAReasonAndOnlyForWhatWasOffered() {
        Ref request = fundedRequest();
        quote(request, "90000.00", "18000.00");
        estimate(request, "71000.00", "3000.00");

        assertThatThrownBy(() -> complete(
                        "strategist-billing",
                        request,
                        "DecideSourcing",
                        Map.of("option", "vendor B", "reason", "Dear.")))
                .isInstanceOf(InvalidFields.class);
        assertThatThrownBy(
                        () -> complete("strategist-billing", request, "DecideSourcing", Map.of("option", "vendor A")))
                .isInstanceOf(InvalidFields.class);
        complete("strategist-billing", request, "DecideSourcing", Map.of("option", "build"));

        assertThat(task("exec-billing", request, "ApproveSpending")
                        .context()
                        .asJson()
                        .toString())
                .contains("buildOrBuy")
                .doesNotContain("againstAdvice");
    }

    @Test
    void aVendorQuotesOnce() {
        Ref request = fundedRequest();
        Map<String, Object> quote = option("1000.00", "0.00", 2, 1);
        quote.put("vendor", "vendor A");

        assertThatThrownBy(() -> complete(
                        "buyer", request, "CollectQuotes", Map.of("quotes", List.of(quote, Map.copyOf(quote)))))
                .isInstanceOf(InvalidFields.class);
    }
}
