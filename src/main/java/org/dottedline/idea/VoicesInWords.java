package org.dottedline.idea;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.time.ApplicationClock;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Chosen ideas as the beginning of a text that their manager writes. */
@Component
public class VoicesInWords {

    private static final int LONGEST_TITLE = 120;
    private static final int SHOWN = 10;

    private final People people;
    private final ApplicationClock clock;
    private final Words words;

    VoicesInWords(People people, ApplicationClock clock, Words words) {
        this.people = people;
        this.clock = clock;
        this.words = words;
    }

    /** The title of the idea with the most votes, cut to what fits. */
    public String title(Chosen chosen) {
        String title = chosen.voices().get(0).title();
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    }

    /**
     * What a form is filled in with, as a page sends it, for the manager to change.
     *
     * @param title as it was typed
     * @param counts the field that says how many they are
     */
    public Map<String, List<String>> draft(Chosen chosen, String title, String counts) {
        List<Chosen.Voice> shown =
                chosen.voices().subList(0, Math.min(SHOWN, chosen.voices().size()));
        String said = shown.stream()
                .map(voice -> words.text("voices.draft.line", voice.title(), voice.votes()))
                .collect(Collectors.joining("\n"));
        Map<String, List<String>> draft = new LinkedHashMap<>();
        draft.put("title", List.of(title.strip()));
        draft.put("need", List.of(said));
        draft.put(
                counts,
                List.of(words.text(
                        "voices.draft.counts",
                        chosen.ideas(),
                        chosen.votes(),
                        people.names().unit(chosen.community()),
                        // whoever reads it does so on another day
                        clock.today()
                                .format(DateTimeFormatter.ofPattern("d MMMM yyyy", LocaleContextHolder.getLocale())))));
        return draft;
    }
}
