package org.dottedline.attachment;

import java.text.Normalizer;

/** Makes a name that is safe to show and to send out of what a browser says a file is called. It is never a path. */
final class FileName {

    /** In characters; what is longer loses the end of its stem. */
    static final int LONGEST = 120;

    private FileName() {}

    /** Without folders, control and formatting characters (such as those that turn the direction of writing), and of bounded length. */
    static String cleaned(String sent) {
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED -> {}
                case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    kept.append(' ');
                default -> kept.appendCodePoint(point);
            }
        });
        String plain = kept.toString()
                .replaceAll("[\"<>:|?*]", "_")
                .replaceAll(" +", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        return shortened(plain);
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 || name.length() - dot > 10 ? "" : name.substring(dot);
        String stem = name.substring(0, name.length() - ending.length());
        return stem.substring(0, stem.offsetByCodePoints(0, LONGEST - ending.length()))
                        .stripTrailing()
                + ending;
    }
}
