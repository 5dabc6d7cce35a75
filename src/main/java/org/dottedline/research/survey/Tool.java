package org.dottedline.research.survey;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What made a file, as its headers tell. */
public enum Tool {
    LIMESURVEY,
    QUALTRICS,
    TYPEFORM,
    GOOGLE_FORMS,
    PLAIN;

    /** As messages name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The tool that writes these headers. */
    static Tool of(List<String> headers) {
        Set<String> names = headers.stream().map(Header::plain).collect(Collectors.toSet());
        if (names.containsAll(Set.of("responseid", "startdate", "enddate")) && names.contains("finished")) {
            return QUALTRICS;
        }
        if (names.containsAll(Set.of("id", "submitdate", "lastpage"))
                || names.containsAll(Set.of("response id", "date submitted", "last page"))) {
            return LIMESURVEY;
        }
        if (names.contains("submit date utc") && (names.contains("#") || names.contains("network id"))) {
            return TYPEFORM;
        }
        return Header.plain(headers.get(0)).equals("timestamp") ? GOOGLE_FORMS : PLAIN;
    }
}
