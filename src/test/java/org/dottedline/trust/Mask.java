package org.dottedline.trust;

/** Takes out of an answer what differs between any two trails: ids, numbers of the record, moments, tokens of forms. */
final class Mask {

    private Mask() {}

    static String of(String answer) {
        return answer.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "NOW")
                .replaceAll("\\d{8}T\\d{6}Z", "NOW")
                .replaceAll("\\b\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?\\b", "NOW")
                .replaceAll("\"seq\":\\d+", "\"seq\":0")
                .replaceAll("\\bremark-\\d+", "remark-ID")
                // a moment in a sheet is a number of days with a fraction
                .replaceAll("<v>4\\d{4}\\.\\d{3,}</v>", "<v>NOW</v>")
                // who opened a file: in one of two runs everybody reads all
                .replaceAll(
                        "(?s)\\s*<p class=\"small soft\">Nobody has opened it yet.</p>\\s*|\\s*<details class=\"hash\">"
                                + "<summary>Opened by [^<]+</summary><ul>.*?</ul></details>\\s*",
                        "OPENED")
                // until when something lasted, where that is another minute than since when
                .replaceAll("</time> – <time datetime=\"NOW\"[^>]*>[^<]*</time>", "</time>")
                .replaceAll("/case/\\d+", "/case/SEQ")
                .replaceAll("(name=\"_csrf\" value=\")[^\"]+", "$1TOKEN")
                .replaceAll("((\\?|&|&amp;)(after|before)=)[^\"&<]+", "$1CURSOR")
                .replaceAll("\"next\":\"[^\"]+\"", "\"next\":\"CURSOR\"");
    }
}
