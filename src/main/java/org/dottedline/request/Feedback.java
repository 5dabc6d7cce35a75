package org.dottedline.request;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dottedline.tasklist.form.Values;

/**
 * What members did and said once it was live.
 *
 * @param members how many took part, {@code reports} what they made of it
 * @param satisfaction from 0 to 5, one decimal
 */
public record Feedback(
        LocalDate from, LocalDate to, int members, int reports, BigDecimal satisfaction, String summary) {

    /** What is handed over of it. */
    public Map<String, Object> payload() {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("from", Values.plain(from));
        payload.put("to", Values.plain(to));
        payload.put("members", members);
        payload.put("reports", reports);
        payload.put("satisfaction", Values.plain(satisfaction));
        payload.put("summary", summary);
        return payload;
    }
}
