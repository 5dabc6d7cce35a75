package org.dottedline.idea;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.idea.persistence.IdeaTable.Keyed;
import org.dottedline.idea.persistence.IdeaTable.Known;
import org.jspecify.annotations.Nullable;

/** What taking a file does to a box: which ideas are new there, and which of those repeat another. */
final class Taking {

    private final List<Keyed> ideas = new ArrayList<>();
    /** What is merged, by key, into which key. */
    private final Map<String, String> mergedInto = new LinkedHashMap<>();

    private final Look look;

    /** @param box what is in it, the oldest first */
    Taking(Export export, List<Known> box) {
        Map<String, Known> known = new HashMap<>();
        Map<String, String> byTitle = new HashMap<>();
        for (Known one : box) {
            known.put(key(one), one);
        }
        Map<Long, String> keys = new HashMap<>();
        box.forEach(one -> keys.put(one.id(), key(one)));
        for (Known one : box) {
            byTitle.putIfAbsent(one.titleKey(), keys.get(one.root()));
        }
        Set<String> taken = new HashSet<>();
        Set<String> fresh = new HashSet<>();
        int changed = 0;
        for (Suggestion said : export.suggestions()) {
            String bare = said.number() == null ? said.titleKey() : "#" + said.number();
            String key = bare;
            for (int further = 2; !taken.add(key); further++) {
                key = bare + " #" + further;
            }
            // who marks a duplicate in Fider adds its voters to the original: they are not counted twice
            int votes = said.original() == null ? said.votes() : 0;
            ideas.add(new Keyed(key, said.titleKey(), votes, said));
            String whole = export.tool().word() + ":" + key;
            Known before = known.get(whole);
            if (before != null) {
                changed += before.votes() == votes ? 0 : 1;
                continue;
            }
            fresh.add(whole);
            String same = byTitle.putIfAbsent(said.titleKey(), whole);
            if (same != null) {
                mergedInto.put(whole, same);
            }
        }
        repeated(export, fresh, known.keySet());
        look = new Look(ideas.size(), fresh.size(), ideas.size() - fresh.size(), mergedInto.size(), changed);
    }

    /** What the source itself calls a repetition, is one. */
    private void repeated(Export export, Set<String> fresh, Set<String> known) {
        for (Keyed idea : ideas) {
            String whole = export.tool().word() + ":" + idea.key();
            String original = export.tool().word() + ":#" + idea.said().original();
            if (idea.said().original() != null
                    && fresh.contains(whole)
                    && !whole.equals(original)
                    && (fresh.contains(original) || known.contains(original))
                    && !whole.equals(root(original))) {
                mergedInto.put(whole, original);
            }
        }
    }

    private static String key(Known one) {
        return one.source().word() + ":" + one.key();
    }

    private String root(String key) {
        String root = key;
        Set<String> seen = new HashSet<>();
        for (String up = mergedInto.get(root); up != null && seen.add(root); up = mergedInto.get(root)) {
            root = up;
        }
        return root;
    }

    Look look() {
        return look;
    }

    List<Keyed> ideas() {
        return ideas;
    }

    /** Of what is to be merged, which idea into which, once all are in the box. */
    Map<Long, Long> merges(List<Known> box) {
        Map<String, Known> saved = new HashMap<>();
        box.forEach(one -> saved.put(key(one), one));
        Map<Long, Long> merges = new LinkedHashMap<>();
        for (String key : mergedInto.keySet()) {
            @Nullable Known child = saved.get(key);
            @Nullable Known root = saved.get(root(key));
            if (child != null && root != null && child.id() != root.root()) {
                merges.put(child.id(), root.root());
            }
        }
        return merges;
    }
}
