package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no answer may hold: how the machine is built, and what somebody typed turned into something else than text. */
final class Leaks {

    private static final Pattern MACHINE = Pattern.compile(
            "Exception|Whitelabel|\\bat [a-z]+(\\.[a-zA-Z]+){3,}\\(|org\\.(springframework|camunda|postgresql|thymeleaf)|java\\.(lang|util|sql)\\."
                    + "|PSQL|SQLSTATE|bad SQL|(?i:select .{1,80} from [a-z_]+ )|/tmp/|/home/|/work/|\\.java:[0-9]+");
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z][^<>]*>");

    private Leaks() {}

    static void none(String what, String answer) {
        Matcher leak = MACHINE.matcher(answer.replace("T(java.lang.Runtime)", ""));
        assertThat(leak.find() ? leak.group() : null)
                .as(what + " tells of the machine")
                .isNull();
        assertThat(answer).as(what).doesNotContain(Bodies.EVALUATED);
    }

    /** A page on which all that was typed is text: no element of it, and no attribute broken out of. */
    static void onlyText(String what, String html) {
        none(what, html);
        assertThat(html).as(what).doesNotContainIgnoringCase("<xssq");
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            assertThat(tags.group().replaceAll("\"[^\"]*\"", "\"\"")).as(what).doesNotContain("onq7");
        }
    }
}
