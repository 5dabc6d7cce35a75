package org.dottedline.research.survey;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a column tells about what is in it. */
final class Header {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^\\p{L}\\p{N}#]+");

    /** The longest name, in words, that is no question. */
    private static final int NAME = 4;

    private static final Set<String> PERSONAL_WORDS = Set.of(
            "email",
            "mail",
            "ip",
            "ipaddress",
            "ipaddr",
            "phone",
            "telephone",
            "mobile",
            "address",
            "street",
            "postcode",
            "postal",
            "zip",
            "zipcode",
            "name",
            "firstname",
            "lastname",
            "surname",
            "fullname",
            "username",
            "nickname",
            "recipient",
            "recipientemail",
            "recipientfirstname",
            "recipientlastname",
            "externalreference",
            "externaldatareference",
            "locationlatitude",
            "locationlongitude",
            "latitude",
            "longitude",
            "birthday",
            "birthdate",
            "token",
            "refurl",
            "linkedin");
    private static final Pattern PERSONAL_PHRASE = Pattern.compile(
            "network id|referr?er url|e mail|date of birth"
                    + "|your (full |first |last |user )?name|your (phone|mobile|address)|email address|phone number|ip address");

    private static final Set<String> OF_THE_TOOL = Set.of(
            "lastpage",
            "last page",
            "startlanguage",
            "start language",
            "seed",
            "startdate",
            "start date",
            "datestamp",
            "date last action",
            "date started",
            "interviewtime",
            "total time",
            "enddate",
            "end date",
            "progress",
            "duration in seconds",
            "distributionchannel",
            "userlanguage",
            "q recaptchascore",
            "start date utc",
            "stage date utc",
            "tags",
            "ending",
            "score");

    /** In lower case, one blank between words, no other sign than {@code #}. */
    static String plain(String name) {
        return NOT_PLAIN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** What a column of this name is for in the files of a tool. */
    static Role role(Tool tool, String name) {
        String plain = plain(name);
        if (respondents(tool).contains(plain)) {
            return Role.RESPONDENT;
        }
        if (isPersonal(plain)) {
            return Role.PERSONAL;
        }
        if (plain.equals(completeness(tool))
                || tool == Tool.PLAIN
                        && Set.of("finished", "completed", "complete").contains(plain)) {
            return Role.COMPLETENESS;
        }
        if (tool == Tool.TYPEFORM && plain.equals("response type")) {
            return Role.COMPLETENESS;
        }
        if (tool == Tool.QUALTRICS && plain.equals("status")) {
            return Role.KIND;
        }
        if (dates(tool).contains(plain)) {
            return Role.DATE;
        }
        boolean ofTheTool = tool == Tool.PLAIN || tool == Tool.GOOGLE_FORMS
                ? Set.of("start date", "end date").contains(plain)
                : OF_THE_TOOL.contains(plain) || plain.startsWith("question time") || plain.startsWith("group time");
        return ofTheTool ? Role.TECHNICAL : Role.QUESTION;
    }

    private static boolean isPersonal(String plain) {
        if (PERSONAL_PHRASE.matcher(plain).find()) {
            return true;
        }
        List<String> words = List.of(plain.split(" "));
        return words.size() <= NAME && words.stream().anyMatch(PERSONAL_WORDS::contains);
    }

    /** Columns that tell one respondent from another, the best first. */
    static List<String> respondents(Tool tool) {
        return switch (tool) {
            case LIMESURVEY -> List.of("token", "access code", "id", "response id");
            case QUALTRICS -> List.of("responseid");
            case TYPEFORM -> List.of("#", "token");
            case GOOGLE_FORMS -> List.of("email address", "username");
            case PLAIN ->
                List.of(
                        "respondent id",
                        "respondentid",
                        "respondent",
                        "participant id",
                        "participant",
                        "member id",
                        "response id",
                        "responseid",
                        "token",
                        "id",
                        "#",
                        "email",
                        "e mail",
                        "email address");
        };
    }

    private static String completeness(Tool tool) {
        return tool == Tool.QUALTRICS ? "finished" : "";
    }

    /** The day that an answer was sent; where the tool writes it only then, an empty one means that it never was. */
    private static Set<String> dates(Tool tool) {
        return switch (tool) {
            case LIMESURVEY -> Set.of("submitdate", "date submitted");
            case QUALTRICS -> Set.of("recordeddate");
            case TYPEFORM -> Set.of("submit date utc");
            case GOOGLE_FORMS -> Set.of("timestamp");
            case PLAIN ->
                Set.of("timestamp", "date", "submitted", "submitted at", "submitdate", "submit date", "answered on");
        };
    }

    private Header() {}
}
