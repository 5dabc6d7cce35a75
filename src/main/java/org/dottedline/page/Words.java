package org.dottedline.page;

import java.math.BigDecimal;
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

    /** An amount in the company's currency, such as {@code 120,000.00 EUR}. */
    public String money(BigDecimal amount) {
        return text("money", String.format(locale(), "%,.2f", amount));
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
