package org.dottedline.check.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The search index says what the tables say that it repeats. What that is, its triggers know: they are asked, not written down again. */
final class SearchInvariant {

    static final String NAME = "search-repeats-what-is-there";

    private static final Pattern CONDITION = Pattern.compile(" WHEN \\((.*)\\) EXECUTE FUNCTION ", Pattern.DOTALL);

    private SearchInvariant() {}

    /** A trigger that keeps the texts of a table: when it does, and with what words. */
    private record Kept(String table, String condition, List<String> arguments) {}

    static Invariant of(JdbcClient jdbc) {
        List<Kept> triggers = jdbc.sql("""
                        select c.relname, pg_get_triggerdef(g.oid) as definition,
                               string_to_array(encode(g.tgargs, 'escape'), '\\000') as arguments
                        from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid
                        where c.relnamespace = 'dottedline'::regnamespace and p.proname = 'keep_search_text' and g.tgtype & 8 = 0
                        order by c.relname, g.tgname""")
                .query((row, number) -> {
                    List<String> arguments =
                            List.of((String[]) row.getArray("arguments").getArray());
                    return new Kept(
                            row.getString("relname"),
                            condition(row.getString("definition")),
                            arguments.subList(0, arguments.size() - 1));
                })
                .list();
        List<String> expected = new ArrayList<>();
        for (Kept kept : triggers) {
            for (String spec : kept.arguments().subList(4, kept.arguments().size())) {
                expected.add(texts(kept, spec.split("=")[0]));
            }
        }
        return new Invariant(NAME, "with expected as (" + String.join(" union all ", expected) + """
                )
                select coalesce(e.source, s.source) || ' ' || coalesce(e.key, s.key),
                       case when e.source is null then 'It can be found, and is not there any more.'
                            when s.source is null then 'It cannot be found.' else 'It is found as something else.' end
                from (select * from expected where text <> '') e
                     full join dottedline.search_text s on s.source = e.source and s.key = e.key
                where e.source is null or s.source is null or e.text <> s.text or e.reader <> s.reader
                   or e.ref is distinct from s.ref or e.unit is distinct from s.unit""");
    }

    private static String condition(String definition) {
        Matcher found = CONDITION.matcher(definition);
        return found.find() ? found.group(1).replaceAll("\\b(?i:new)\\.", "n.") : "true";
    }

    private static String texts(Kept kept, String path) {
        List<String> args = kept.arguments();
        String reader =
                args.get(0).startsWith("@") ? "r ->> " + quoted(args.get(0).substring(1)) : quoted(args.get(0));
        List<String> key = new ArrayList<>();
        for (String part : args.get(3).split(",")) {
            key.add("(r ->> " + quoted(part) + ")");
        }
        return """
                select %s as source, %s as key, %s as reader, r ->> %s as ref, r ->> %s as unit,
                       btrim(case jsonb_typeof(v) when 'string' then v #>> '{}'
                             when 'array' then (select string_agg(part, e'\\n') from jsonb_array_elements_text(v) as a (part)) end) as text
                from dottedline.%s n cross join lateral (select to_jsonb(n) as r) as whole
                     cross join lateral (select r #> string_to_array(%s, '.') as v) as part
                where %s""".formatted(
                        quoted(kept.table() + "." + path),
                        String.join(" || '/' || ", key),
                        reader,
                        quoted(args.get(1)),
                        quoted(args.get(2)),
                        kept.table(),
                        quoted(path),
                        kept.condition());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
