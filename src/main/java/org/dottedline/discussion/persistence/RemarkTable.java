package org.dottedline.discussion.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.dottedline.discussion.Remark;
import org.dottedline.discussion.Remark.Across;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code remark} and {@code remark_mention}: insert and select, the database refuses the rest. */
@Repository
public class RemarkTable {

    /**
     * What whoever reads these sides reads at a step, each with its number there. Who reads both reads what passed on the side that said
     * it, and not once more where it came.
     */
    private static final String READ = """
            select r.*, row_number() over (order by id) as number from remark r
            where ref = :ref and side = any(:sides) and (cardinality(:sides) = 1 or across is distinct from 'came')
            """;

    private final JdbcClient jdbc;

    RemarkTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long insert(Ref ref, Side side, @Nullable String login, String text, Instant at, @Nullable Across across) {
        return jdbc.sql("""
                        insert into remark (ref, side, login, text, at, across) values (:ref, :side, :login, :text, :at, :across)
                        returning id""")
                .param("ref", ref.text())
                .param("side", side.word())
                .param("login", login)
                .param("text", text)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("across", across == null ? null : across.word())
                .query(Long.class)
                .single();
    }

    public void mention(long remark, Collection<String> logins) {
        jdbc.sql(
                        "insert into remark_mention (remark, login) select :remark, login from unnest(:logins::text[]) as m (login)")
                .param("remark", remark)
                .param("logins", logins.toArray(String[]::new))
                .update();
    }

    /** The newest of these sides at a step, in the order in which they were said. */
    public List<Remark> at(Ref ref, Collection<Side> sides, int most) {
        return jdbc.sql("select * from (" + READ + " order by id desc limit :most) latest order by id")
                .param("ref", ref.text())
                .param("sides", words(sides))
                .param("most", most)
                .query(RemarkTable::read)
                .list();
    }

    /** Those after a number, in the order in which they were said. */
    public List<Remark> after(Ref ref, Collection<Side> sides, int number, int limit) {
        return jdbc.sql("select * from (" + READ + ") said where number > :after order by id limit :limit")
                .param("ref", ref.text())
                .param("sides", words(sides))
                .param("after", number)
                .param("limit", limit)
                .query(RemarkTable::read)
                .list();
    }

    public int count(Ref ref, Collection<Side> sides) {
        return jdbc.sql("select count(*) from (" + READ + ") said")
                .param("ref", ref.text())
                .param("sides", words(sides))
                .query(Integer.class)
                .single();
    }

    public List<Remark> mentioning(String login, Instant since, int most) {
        return jdbc.sql("""
                        select r.*, 0 as number from remark_mention m join remark r on r.id = m.remark
                        where m.login = :login and r.at > :since
                        order by r.id desc limit :most""")
                .param("login", login)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(RemarkTable::read)
                .list();
    }

    private static String[] words(Collection<Side> sides) {
        return sides.stream().map(Side::word).toArray(String[]::new);
    }

    private static Remark read(ResultSet row, int number) throws SQLException {
        String across = row.getString("across");
        return new Remark(
                row.getInt("number"),
                Ref.of(row.getString("ref")),
                Side.of(row.getString("side")),
                row.getString("login"),
                row.getString("text"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                across == null ? null : Across.of(across));
    }
}
