package org.dottedline.search.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dottedline.search.Heap;
import org.dottedline.search.Hit;
import org.dottedline.search.Hit.Piece;
import org.dottedline.search.Hit.Place;
import org.dottedline.search.Question;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code search_text}: read here, written by triggers of the tables whose texts it repeats. */
@Repository
public class TextTable {

    /** Two characters that no text has, since they are taken out of it first; what is between them was found. */
    private static final char FROM = '\uE000';

    private static final char TO = '\uE001';

    /**
     * The same text may stand at a step twice: once where it was written, once as it was handed over. It is shown once. Whole
     * words are marked by their stems; where only the beginning of one was typed, the words as they stand are marked. Each text has
     * a heap it lies on, its step's or its own; heaps follow each other by the best on them. Of equal ones the older number comes
     * first, 99 before 101: as texts, their order would tell how much was written elsewhere in between.
     */
    private static final String FIND = """
            with q as (select search_query(:whole, :head, :beginning) as query),
            hit as materialized (
                select s.source, s.key, s.kind, s.ref, s.unit, s.reader, s.text, ts_rank(s.words, q.query) as rank
                from q join search_text s on s.words @@ q.query
                where s.reader = any(:readers) and (s.ref is not null or s.reader <> 'members' or s.unit = any(:units))),
            seen as materialized (
                select t.ref, t.title from trail t
                where t.ref in (select h.ref from hit h) and """ + Scope.SEES + """
                ),
            one as (
                select distinct on (coalesce(h.ref, h.source || h.key), md5(h.text)) h.*, s.title,
                       coalesce(case when :heaped then h.ref end, h.source || ' ' || h.key) as heap
                from hit h left join seen s on s.ref = h.ref
                where h.ref is null or s.ref is not null
                order by coalesce(h.ref, h.source || h.key), md5(h.text), h.rank desc, h.source, length(h.key), h.key),
            placed as (
                select o.*, row_number() over (partition by o.heap order by o.rank desc, o.source, length(o.key), o.key) as place,
                       count(*) over (partition by o.heap) as height
                from one o),
            best as (
                select heap, rank, source, key from placed
                where place = 1
                      and (:rank::text is null or rank < :rank::float4 or rank = :rank::float4 and (source, length(key), key) > (:source, length(:key::text), :key))
                order by rank desc, source, length(key), key
                limit :limit),
            page as (
                select p.*, b.rank as best_rank, b.source as best_source, b.key as best_key
                from best b join placed p on p.heap = b.heap and p.place <= :each)
            select p.source, p.key, p.kind, p.ref, p.unit, p.reader, p.title, p.rank::text as rank, p.place, p.height,
                   ts_headline('words', m.text, q.query, m.options) as stems,
                   ts_headline('simple', m.text, q.query, m.options) as as_typed
            from page p cross join q
                 cross join lateral (
                     select translate(p.text, :marks, '') as text,
                            'StartSel=' || left(:marks, 1) || ',StopSel=' || right(:marks, 1)
                            || case when length(p.text) <= 240 then ',HighlightAll=true'
                                    else ',MaxFragments=2,MaxWords=22,MinWords=8,FragmentDelimiter=" … "' end as options) m
            order by p.best_rank desc, p.best_source, length(p.best_key), p.best_key, p.place""";

    private final JdbcClient jdbc;

    TextTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Texts that answer a question, the best first.
     *
     * @param readers whose texts are looked at
     * @param after the last one that has been seen, null from the start
     */
    public List<Hit> find(
            Scope scope, Collection<String> readers, Question question, @Nullable Place after, int limit) {
        return ask(scope, readers, question, after, limit, 1, false)
                .query((row, number) -> read(row))
                .list();
    }

    /**
     * The same, with the texts of one step together, at the place of the best of them.
     *
     * @param after the best of the last step that has been seen, null from the start
     * @param limit how many steps
     * @param each how many texts of each at most
     */
    public List<Heap> heaps(
            Scope scope, Collection<String> readers, Question question, @Nullable Place after, int limit, int each) {
        List<Heap> heaps = new ArrayList<>();
        ask(scope, readers, question, after, limit, each, true).query(row -> {
            Hit hit = read(row);
            if (row.getInt("place") == 1) {
                heaps.add(new Heap(hit, new ArrayList<>(), Math.max(0, row.getInt("height") - each)));
            } else {
                heaps.get(heaps.size() - 1).others().add(hit);
            }
        });
        return heaps;
    }

    private JdbcClient.StatementSpec ask(
            Scope scope,
            Collection<String> readers,
            Question question,
            @Nullable Place after,
            int limit,
            int each,
            boolean heaped) {
        return jdbc.sql(FIND)
                .param("everything", scope.everything())
                .param("oversight", scope.oversight())
                .param("units", scope.units().toArray(String[]::new))
                .param("readers", readers.toArray(String[]::new))
                .param("whole", question.whole())
                .param("head", question.head())
                .param("beginning", question.beginning())
                .param("rank", after == null ? null : after.rank())
                .param("source", after == null ? "" : after.source())
                .param("key", after == null ? "" : after.key())
                .param("marks", "" + FROM + TO)
                .param("limit", limit)
                .param("each", each)
                .param("heaped", heaped);
    }

    private static Hit read(ResultSet row) throws SQLException {
        String ref = row.getString("ref");
        String stems = row.getString("stems");
        return new Hit(
                row.getString("source"),
                row.getString("key"),
                row.getString("kind"),
                ref == null ? null : Ref.of(ref),
                row.getString("title"),
                row.getString("unit"),
                row.getString("reader"),
                pieces(stems.indexOf(FROM) >= 0 ? stems : row.getString("as_typed")),
                new Place(row.getString("rank"), row.getString("source"), row.getString("key")));
    }

    private static List<Piece> pieces(String marked) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < marked.length()) {
            boolean found = marked.charAt(from) == FROM;
            int start = found ? from + 1 : from;
            int end = marked.indexOf(found ? TO : FROM, start);
            end = end < 0 ? marked.length() : end;
            if (end > start) {
                pieces.add(new Piece(marked.substring(start, end), found));
            }
            from = found ? end + 1 : end;
        }
        return pieces;
    }
}
