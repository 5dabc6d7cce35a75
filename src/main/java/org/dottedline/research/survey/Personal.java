package org.dottedline.research.survey;

import java.util.regex.Pattern;

/** What gives a person away by its look, whatever the column is called. */
final class Personal {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>]{1,64}@[^\\s@<>]{1,190}\\.[^\\s@<>]{2}");
    private static final Pattern IP_ADDRESS =
            Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}|([0-9a-fA-F]{1,4}:){4,7}:?[0-9a-fA-F:]{0,20}");
    private static final int LONGEST_IP_ADDRESS = 60;
    private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ()/.-]{6,20}");

    static boolean isIn(String value) {
        return value.indexOf('@') >= 0 && EMAIL.matcher(value).find()
                || !value.isEmpty()
                        && value.length() <= LONGEST_IP_ADDRESS
                        && Character.digit(value.charAt(0), 16) >= 0
                        && (value.indexOf('.') > 0 || value.indexOf(':') > 0)
                        && IP_ADDRESS.matcher(value).matches()
                || value.startsWith("+") && PHONE.matcher(value).matches();
    }

    private Personal() {}
}
