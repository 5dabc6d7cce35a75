package org.dottedline.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts times into words, seen from now. All are in UTC, and the exact ones say so. */
@Component
public class Moments {

    private final ApplicationClock clock;
    private final Words words;

    Moments(ApplicationClock clock, Words words) {
        this.clock = clock;
        this.words = words;
    }

    /** This moment, to be said with what a page shows. */
    public Moment now() {
        return minute(clock.instant());
    }

    /** The day; the year only where it is not this one. */
    public Moment day(Instant at) {
        return moment(at, date(utc(at).toLocalDate()));
    }

    /** The day and the minute. */
    public Moment minute(Instant at) {
        return moment(at, words.text("moment.minute", date(utc(at).toLocalDate()), format("HH:mm", utc(at))));
    }

    /** The minute, as it follows “at”; with the day unless it is today. */
    public Moment at(Instant at) {
        LocalDate day = utc(at).toLocalDate();
        String minute = format("HH:mm", utc(at));
        return moment(at, day.equals(clock.today()) ? minute : words.text("moment.at", date(day), minute));
    }

    public @Nullable Due due(@Nullable Instant at) {
        return at == null ? null : new Due(ChronoUnit.DAYS.between(clock.today(), utc(at).toLocalDate()), day(at));
    }

    /** Whole days since then. */
    public long daysSince(Instant at) {
        return Math.max(0, ChronoUnit.DAYS.between(utc(at).toLocalDate(), clock.today()));
    }

    /** A day in words: “today”, “3 November”, “3 November 2027”. */
    public String date(LocalDate day) {
        LocalDate today = clock.today();
        if (day.equals(today)) {
            return words.text("moment.today");
        }
        return day.format(formatter(day.getYear() == today.getYear() ? "d MMMM" : "d MMMM yyyy"));
    }

    private Moment moment(Instant at, String said) {
        return new Moment(
                at.truncatedTo(ChronoUnit.SECONDS).toString(), format("d MMMM yyyy, HH:mm:ss 'UTC'", utc(at)), said);
    }

    private static ZonedDateTime utc(Instant at) {
        return at.atZone(ZoneOffset.UTC);
    }

    private static String format(String pattern, ZonedDateTime time) {
        return time.format(formatter(pattern));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, LocaleContextHolder.getLocale());
    }
}
