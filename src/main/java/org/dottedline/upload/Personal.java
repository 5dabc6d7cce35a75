package org.dottedline.upload;

import java.util.regex.Pattern;

/** What gives a person away by its look, whatever the column is called. */
public final class Personal {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>]{1,64}@[^\\s@<>]{1,190}\\.[^\\s@<>]{2}");
    private static final Pattern IP_ADDRESS =
            Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}|([0-9a-fA-F]{1,4}:){4,7}:?[0-9a-fA-F:]{0,20}");
    private static final int LONGEST_IP_ADDRESS = 60;
    private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ()/.-]{6,20}");

    /** In the midst of a text: what begins with one digit is rather the number of a version. */
    private static final Pattern IN_TEXT = Pattern.compile("[^\\s@<>(),;:]{1,64}@[^\\s@<>(),;:]{1,190}\\.\\p{L}{2,20}"
            + "|(?<![\\w@.])@[\\w][\\w.-]{0,59}"
            + "|(?<![\\w.])[1-9][0-9]{1,2}(\\.[0-9]{1,3}){3}(?![\\w.]*[0-9])"
            + "|(?<![\\w:])([0-9a-fA-F]{1,4}:){4,7}:?[0-9a-fA-F:]{0,20}"
            + "|(?<!\\w)\\+[0-9][0-9 ()/-]{6,20}[0-9]");

    /** What stands for what was struck out. */
    public static final String STRUCK = "[…]";

    /** Whether a whole value is of a person: an e-mail address in it, or nothing but a network address or a telephone number. */
    public static boolean isIn(String value) {
        return value.indexOf('@') >= 0 && EMAIL.matcher(value).find()
                || !value.isEmpty()
                        && value.length() <= LONGEST_IP_ADDRESS
                        && Character.digit(value.charAt(0), 16) >= 0
                        && (value.indexOf('.') > 0 || value.indexOf(':') > 0)
                        && IP_ADDRESS.matcher(value).matches()
                || value.startsWith("+") && PHONE.matcher(value).matches();
    }

    /** The text with addresses, telephone numbers and {@code @names} struck out. */
    public static String struckOut(String text) {
        return IN_TEXT.matcher(text).replaceAll(STRUCK);
    }

    private Personal() {}
}
