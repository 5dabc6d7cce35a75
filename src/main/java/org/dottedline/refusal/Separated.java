package org.dottedline.refusal;

/** The same person may not do both duties; the sentence names the earlier task: HTTP 403. */
public final class Separated extends Refusal {

    public Separated(String sentence) {
        super(sentence);
    }
}
