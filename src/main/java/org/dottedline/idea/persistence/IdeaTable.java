package org.dottedline.idea.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dottedline.idea.Chosen.Voice;
import org.dottedline.idea.Counted;
import org.dottedline.idea.Idea;
import org.dottedline.idea.Suggestion;
import org.dottedline.idea.Tool;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code idea} and {@code idea_raised}. */
@Repository
public class IdeaTable {

    private static final String MERGED_OF_THESE =
            "select id, merged_into, number, title, votes from idea where merged_into = any(:ids) order by votes desc, id";

    private final JdbcClient jdbc;

    IdeaTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An idea of the box as the next file may name it; {@code root} is the one it was merged into, or itself. */
    public record Known(long id, Tool source, String key, String titleKey, long root, int votes) {}

    /** What a file says of an idea, by its key. */
    public record Keyed(String key, String titleKey, int votes, Suggestion said) {}

    /** Nobody else changes this box until the transaction ends. */
    public void lock(String community) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended('idea ' || :community, 0))) locked")
                .param("community", community)
                .query(Integer.class)
                .single();
    }

    public List<Known> known(String community) {
        return jdbc.sql("""
                        select id, source, key, title_key, coalesce(merged_into, id) as root, votes
                        from idea where community = :community order by id""")
                .param("community", community)
                .query((row, number) -> new Known(
                        row.getLong("id"),
                        Tool.of(row.getString("source")),
                        row.getString("key"),
                        row.getString("title_key"),
                        row.getLong("root"),
                        row.getInt("votes")))
                .list();
    }

    /** Writes all of them at once: what is there by its key is refreshed, its state and what it was merged into stay. */
    public void save(String community, Tool source, List<Keyed> ideas, Instant at) {
        jdbc.sql("""
                        insert into idea (community, source, key, number, title, title_key, description, suggested_on,
                                          votes, comments, imported_at)
                        select :community, :source, key, number, title, title_key, description, day::date, votes, comments, :at
                        from unnest(:keys::text[], :numbers::text[], :titles::text[], :titleKeys::text[], :texts::text[],
                                    :days::text[], :votes::integer[], :comments::integer[])
                             as said (key, number, title, title_key, description, day, votes, comments)
                        on conflict (community, source, key) do update
                        set title = excluded.title, title_key = excluded.title_key, description = excluded.description,
                            suggested_on = excluded.suggested_on, votes = excluded.votes, comments = excluded.comments,
                            imported_at = excluded.imported_at""")
                .param("community", community)
                .param("source", source.word())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("keys", texts(ideas, Keyed::key))
                .param("numbers", texts(ideas, idea -> idea.said().number()))
                .param("titles", texts(ideas, idea -> idea.said().title()))
                .param("titleKeys", texts(ideas, Keyed::titleKey))
                .param("texts", texts(ideas, idea -> idea.said().description()))
                .param(
                        "days",
                        texts(
                                ideas,
                                idea -> idea.said().day() == null
                                        ? null
                                        : idea.said().day().toString()))
                .param("votes", ideas.stream().map(Keyed::votes).toArray(Integer[]::new))
                .param(
                        "comments",
                        ideas.stream().map(idea -> idea.said().comments()).toArray(Integer[]::new))
                .update();
    }

    private static @Nullable String[] texts(
            List<Keyed> ideas, java.util.function.Function<Keyed, @Nullable String> part) {
        return ideas.stream().map(part).toArray(String[]::new);
    }

    /** Merges each of these, and what was merged into it, into the idea at the same place of the other list. */
    public void merge(List<Long> ideas, List<Long> into) {
        jdbc.sql("""
                        update idea i set merged_into = pair.root
                        from unnest(:ideas::bigint[], :into::bigint[]) as pair (id, root)
                        where (i.id = pair.id or i.merged_into = pair.id) and i.id <> pair.root""")
                .param("ideas", ideas.toArray(Long[]::new))
                .param("into", into.toArray(Long[]::new))
                .update();
    }

    public void split(long id) {
        jdbc.sql("""
                        update idea i set merged_into = null,
                               state = case when exists (select 1 from idea_raised r where r.idea = i.id) then 'raised' else 'new' end
                        where id = :id""").param("id", id).update();
    }

    /** Adds up the votes of a box anew. */
    public void addUp(String community) {
        jdbc.sql("""
                        update idea i set total = added.votes
                        from (select coalesce(merged_into, id) as root, sum(votes) as votes
                              from idea where community = :community group by 1) added
                        where i.id = added.root and i.total <> added.votes""").param("community", community).update();
    }

    public void state(Collection<Long> ids, String state) {
        jdbc.sql("update idea set state = :state where id = any(:ids)")
                .param("state", state)
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    public void raised(Collection<Long> ids, Ref ref, Instant at) {
        jdbc.sql(
                        "insert into idea_raised (idea, ref, at) select id, :ref, :at from unnest(:ids::bigint[]) as chosen (id)")
                .param("ids", ids.toArray(Long[]::new))
                .param("ref", ref.text())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Counted counted(String community) {
        return jdbc.sql("""
                        select count(*) filter (where merged_into is null and state = 'new') as fresh,
                               count(*) filter (where merged_into is null and state = 'raised') as raised,
                               count(*) filter (where merged_into is null and state = 'aside') as aside,
                               count(merged_into) as merged, coalesce(sum(votes), 0) as votes
                        from idea where community = :community""")
                .param("community", community)
                .query((row, number) -> new Counted(
                        row.getInt("fresh"),
                        row.getInt("raised"),
                        row.getInt("aside"),
                        row.getInt("merged"),
                        row.getLong("votes")))
                .single();
    }

    /** How many ideas of a box were raised with each reference, merged ones included, and their votes; the latest first. */
    public Map<Ref, long[]> raisedWith(String community, int limit) {
        Map<Ref, long[]> raised = new LinkedHashMap<>();
        jdbc.sql("""
                        select v.ref, count(*) as ideas, sum(g.votes) as votes
                        from (select distinct r.ref, coalesce(i.merged_into, i.id) as root
                              from idea_raised r join idea i on i.id = r.idea where i.community = :community) v
                             join idea g on g.id = v.root or g.merged_into = v.root
                        group by v.ref
                        order by (select max(at) from idea_raised r where r.ref = v.ref) desc, v.ref desc limit :limit""")
                .param("community", community)
                .param("limit", limit)
                .query((row, number) -> raised.put(
                        Ref.of(row.getString("ref")), new long[] {row.getLong("ideas"), row.getLong("votes")}))
                .list();
        return raised;
    }

    /** Ideas of a box in one state, the most votes first, after a place where one is given. */
    public List<Idea> page(String community, String state, String search, @Nullable Long votes, long after, int limit) {
        List<Idea> ideas = jdbc.sql("""
                        select * from idea i
                        where community = :community and state = :state and merged_into is null
                          and (:votes::bigint is null or (total, id) < (:votes, :after))
                          and (:search = '' or exists (
                               select 1 from idea s where (s.id = i.id or s.merged_into = i.id)
                               and strpos(lower(s.title || ' ' || coalesce(s.description, '') || ' ' || coalesce('#' || s.number, '')),
                                          lower(:search)) > 0))
                        order by total desc, id desc limit :limit""")
                .param("community", community)
                .param("state", state)
                .param("search", search)
                .param("votes", votes)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
        return withAll(ideas);
    }

    /** These ideas of a box, as far as they are there and not merged into others, the most votes first. */
    public List<Idea> find(String community, Collection<Long> ids) {
        return withAll(jdbc.sql("""
                        select * from idea where community = :community and id = any(:ids) and merged_into is null
                        order by total desc, id""")
                .param("community", community)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> read(row))
                .list());
    }

    /** The boxes in which these ideas are, and how many of them are there. */
    public Map<String, Integer> boxes(Collection<Long> ids) {
        Map<String, Integer> boxes = new LinkedHashMap<>();
        jdbc.sql("select community, count(*) as ideas from idea where id = any(:ids) group by community")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> boxes.put(row.getString("community"), row.getInt("ideas")))
                .list();
        return boxes;
    }

    /** The ideas merged into others, of one box; which one it was merged into, by its number here. */
    public @Nullable Long mergedInto(String community, long id) {
        return jdbc.sql(
                        "select merged_into from idea where community = :community and id = :id and merged_into is not null")
                .param("community", community)
                .param("id", id)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /** What speaks for a need or a request, the most votes first. */
    public List<Voice> voices(Ref ref) {
        return jdbc.sql("""
                        select root.id, root.title, root.total, (select count(*) from idea m where m.merged_into = root.id) as merged
                        from idea root
                        where root.id in (select coalesce(i.merged_into, i.id) from idea_raised r join idea i on i.id = r.idea
                                          where r.ref = :ref)
                        order by root.total desc, root.id""")
                .param("ref", ref.text())
                .query((row, number) -> new Voice(
                        row.getLong("id"), row.getString("title"), row.getInt("merged") + 1, row.getLong("total")))
                .list();
    }

    private List<Idea> withAll(List<Idea> ideas) {
        if (ideas.isEmpty()) {
            return ideas;
        }
        Long[] ids = ideas.stream().map(Idea::id).toArray(Long[]::new);
        Map<Long, List<Idea.Merged>> merged = jdbc
                .sql(MERGED_OF_THESE)
                .param("ids", ids)
                .query((row, number) -> Map.entry(
                        row.getLong("merged_into"),
                        new Idea.Merged(
                                row.getLong("id"),
                                row.getString("number"),
                                row.getString("title"),
                                row.getInt("votes"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        Map<Long, List<Ref>> raised = jdbc
                .sql("""
                        select coalesce(i.merged_into, i.id) as root, r.ref, min(r.at) as first
                        from idea_raised r join idea i on i.id = r.idea
                        where i.id = any(:ids) or i.merged_into = any(:ids) group by 1, 2 order by first, r.ref""")
                .param("ids", ids)
                .query((row, number) -> Map.entry(row.getLong("root"), Ref.of(row.getString("ref"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return ideas.stream()
                .map(idea ->
                        idea.with(merged.getOrDefault(idea.id(), List.of()), raised.getOrDefault(idea.id(), List.of())))
                .toList();
    }

    private static Idea read(ResultSet row) throws SQLException {
        return new Idea(
                row.getLong("id"),
                row.getString("community"),
                Tool.of(row.getString("source")),
                row.getString("number"),
                row.getString("title"),
                row.getString("description"),
                row.getObject("suggested_on", LocalDate.class),
                row.getInt("votes"),
                row.getObject("comments", Integer.class),
                row.getLong("total"),
                row.getString("state"),
                List.of(),
                List.of());
    }
}
