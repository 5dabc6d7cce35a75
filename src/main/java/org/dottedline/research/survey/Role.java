package org.dottedline.research.survey;

/** What a column is for. Only questions can be chosen and only theirs are looked at by value. */
public enum Role {
    /** Asked of members: it can hold the answer or the group. */
    QUESTION,
    /** An address, a name, a number to call: dropped before anything is kept. */
    PERSONAL,
    /** Tells one respondent from another; of its values only hashes are kept, while the file is read. */
    RESPONDENT,
    /** Whether the respondent came to the end. */
    COMPLETENESS,
    /** When it was sent. */
    DATE,
    /** Whether it is an answer or somebody trying the survey. */
    KIND,
    /** What the tool notes about itself. */
    TECHNICAL
}
