package org.dottedline.research.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What needs another look, and the field it stands at. */
record Wrong(String field, String message) {

    /** The sentence for a field; absent where nothing is wrong with it. */
    static @Nullable String at(String field, List<Wrong> wrong) {
        return wrong.stream()
                .filter(one -> one.field().equals(field))
                .map(Wrong::message)
                .findFirst()
                .orElse(null);
    }
}
