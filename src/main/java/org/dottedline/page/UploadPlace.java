package org.dottedline.page;

/** A page that takes a file. A body in parts is taken apart nowhere else, and here only for whom the room admits. */
public interface UploadPlace {

    /** Whether it is the one at this path. */
    boolean isAt(String path);

    /** How large the file may be, in bytes. */
    long most();

    /**
     * Says, before the body is read, who may send one.
     *
     * @throws org.dottedline.refusal.Refusal if it is not theirs to do
     */
    void admit(String login, String path);
}
