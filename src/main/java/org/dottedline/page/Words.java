package org.dottedline.page;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The words of the message bundle. */
@Component
public class Words {

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    /** Throws {@link org.springframework.context.NoSuchMessageException} where the bundle has no such key. */
    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale());
    }

    /** Empty where the bundle has no such key. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(messages.getMessage(key, null, null, locale()));
    }

    /** A BPMN id in words, which by our conventions is the name in the model: {@code ApproveInitiative} is “Approve initiative”. */
    public static String ofElement(String id) {
        String spaced = id.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    /** What a process or a table of rules is called: {@code board-goal} is “Board goal”. */
    public String ofKey(String key) {
        String spaced = key.replace('-', ' ');
        return find("model." + key)
                .orElseGet(() ->
                        spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1));
    }

    /** A month such as {@code 2026-12} as people write it, “Dec 2026”; anything else as it is. */
    public String month(String text) {
        try {
            return YearMonth.parse(text).format(DateTimeFormatter.ofPattern("MMM yyyy", locale()));
        } catch (DateTimeParseException notAMonth) {
            return text;
        }
    }

    /** An amount in the company's currency, such as {@code 120,000.00 EUR}. */
    public String money(BigDecimal amount) {
        return text("money", String.format(locale(), "%,.2f", amount));
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
