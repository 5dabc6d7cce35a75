package org.dottedline.research.survey;

/** Where a row of a file belongs, before anybody says what its answer means. */
enum Place {
    ANSWER,
    FLAWED,
    TEST,
    INCOMPLETE
}
