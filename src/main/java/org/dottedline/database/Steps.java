package org.dottedline.database;

/** Says on standard output what the start is doing; plain ASCII, because a bare console may know no more. */
final class Steps {

    private Steps() {}

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
