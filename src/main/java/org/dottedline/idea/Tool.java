package org.dottedline.idea;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a file of ideas comes from, as its header tells, and what its columns are called there. */
public enum Tool {
    /** What Fider writes; {@code original_number} names the idea that an idea with the status {@code duplicate} repeats. */
    FIDER(
            List.of("number"),
            List.of("title"),
            List.of("description"),
            List.of("votes_count"),
            List.of("comments_count"),
            List.of("created_at")),
    /** What a query of Discourse gives: its columns are the query's, named as its tables name them. */
    DISCOURSE(
            List.of("topic_id", "id"),
            List.of("title", "topic_title"),
            List.of("excerpt", "raw", "body", "description", "cooked"),
            List.of("votes", "votes_count", "vote_count", "topic_votes", "like_count", "likes"),
            List.of("posts_count", "reply_count", "replies"),
            List.of("created_at", "topic_created_at")),
    PLAIN(
            List.of("number", "id", "no", "idea_id"),
            List.of("title", "idea", "suggestion", "subject", "summary"),
            List.of("description", "text", "details", "body"),
            List.of("votes", "votes_count", "vote_count", "points", "score", "likes"),
            List.of("comments", "comments_count", "comment_count"),
            List.of("created_at", "date", "created", "suggested_on"));

    private final List<String> number;
    private final List<String> title;
    private final List<String> description;
    private final List<String> votes;
    private final List<String> comments;
    private final List<String> day;

    Tool(
            List<String> number,
            List<String> title,
            List<String> description,
            List<String> votes,
            List<String> comments,
            List<String> day) {
        this.number = number;
        this.title = title;
        this.description = description;
        this.votes = votes;
        this.comments = comments;
        this.day = day;
    }

    /** As tables and messages name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Tool of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The tool that writes this header; the names in small letters, {@code _} between words. */
    static Tool of(List<String> header) {
        if (header.containsAll(List.of("number", "title", "votes_count", "original_number"))
                || header.containsAll(List.of("number", "title", "votes_count", "comments_count", "created_by"))) {
            return FIDER;
        }
        boolean topics = header.contains("topic_id") || header.contains("id") && header.contains("posts_count");
        return topics && first(header, DISCOURSE.title) != null ? DISCOURSE : PLAIN;
    }

    /** Where in a header what this tool calls so stands; absent where it is not there. */
    record Columns(
            @Nullable Integer number,
            @Nullable Integer title,
            @Nullable Integer description,
            @Nullable Integer votes,
            @Nullable Integer comments,
            @Nullable Integer day,
            @Nullable Integer original) {

        boolean has(int column) {
            return java.util.stream.Stream.of(number, title, description, votes, comments, day, original)
                    .anyMatch(one -> one != null && one == column);
        }
    }

    Columns in(List<String> header) {
        return new Columns(
                first(header, number),
                first(header, title),
                first(header, description),
                first(header, votes),
                first(header, comments),
                first(header, day),
                this == FIDER ? first(header, List.of("original_number")) : null);
    }

    /** What a column is called first, for a sentence that asks for it. */
    static @Nullable Integer first(List<String> header, Collection<String> names) {
        for (String name : names) {
            if (header.contains(name)) {
                return header.indexOf(name);
            }
        }
        return null;
    }
}
