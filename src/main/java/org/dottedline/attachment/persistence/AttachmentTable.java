package org.dottedline.attachment.persistence;

import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.attachment.Attachment;
import org.dottedline.attachment.Attachment.Id;
import org.dottedline.attachment.Attachment.SetAside;
import org.dottedline.attachment.FileType;
import org.dottedline.attachment.Opening;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Repository;

/** Table {@code attachment} and those around it; versions, settings aside and openings are only added. */
@Repository
public class AttachmentTable {

    private static final String SELECT = """
            select a.ref, a.side, a.number, a.name, a.version, a.type, a.size, a.sha256, a.login, a.at,
                   s.login as aside_login, s.reason as aside_reason, s.at as aside_at
            from attachment a left join attachment_set_aside s using (ref, side, number)
            """;

    private static final String IS_NEWEST = """
            not exists (select 1 from attachment later
                        where later.ref = a.ref and later.side = a.side and later.name = a.name
                          and later.version > a.version)
            """;

    private final JdbcClient jdbc;

    AttachmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many files a side keeps at a step, and how many bytes they are. */
    public record Space(int files, long bytes) {}

    /** Counts one more file; the row stays locked, so who comes next waits for what this one comes to. */
    public Space take(Ref ref, Side side, int size) {
        return jdbc.sql("""
                        insert into attachment_space as s (ref, side, files, bytes) values (:ref, :side, 1, :size)
                        on conflict (ref, side) do update set files = s.files + 1, bytes = s.bytes + :size
                        returning files, bytes""")
                .param("ref", ref.text())
                .param("side", side.word())
                .param("size", size)
                .query((row, number) -> new Space(row.getInt("files"), row.getLong("bytes")))
                .single();
    }

    public long used(Ref ref, Side side) {
        return jdbc.sql("select bytes from attachment_space where ref = :ref and side = :side")
                .param("ref", ref.text())
                .param("side", side.word())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Under the lock of {@link #take}: the next version of its name. */
    public Attachment insert(
            Id id, String name, FileType type, int size, String sha256, String login, Instant at, InputStream content) {
        int version = jdbc.sql("""
                        insert into attachment (ref, side, number, name, version, type, size, sha256, login, at, content)
                        select :ref, :side, :number, :name, coalesce(max(version), 0) + 1, :type, :size, :sha256, :login, :at, :content
                        from attachment where ref = :ref and side = :side and name = :name
                        returning version""")
                .param("ref", id.ref().text())
                .param("side", id.side().word())
                .param("number", id.number())
                .param("name", name)
                .param("type", type.mediaType())
                .param("size", size)
                .param("sha256", sha256)
                .param("login", login)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("content", new SqlBinaryValue(content, size))
                .query(Integer.class)
                .single();
        return new Attachment(id, name, version, type, size, sha256, login, at, null);
    }

    public boolean setAside(Id id, String login, String reason, Instant at) {
        return at(id, """
                        insert into attachment_set_aside (ref, side, number, login, reason, at)
                        values (:ref, :side, :number, :login, :reason, :at) on conflict do nothing""")
                        .param("login", login)
                        .param("reason", reason)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Of each of these versions, who opened it: once for each person, the latest last. */
    public Map<Id, List<Opening>> openings(Ref ref, Collection<Id> ids) {
        Map<Id, List<Opening>> openings = new HashMap<>();
        jdbc.sql("""
                        select side, number, login, count(*) as times, max(at) as last from attachment_opening
                        where ref = :ref and (side || '-' || number) = any(:ids)
                        group by side, number, login order by last""")
                .param("ref", ref.text())
                .param("ids", ids.stream().map(Id::text).toArray(String[]::new))
                .query(row -> {
                    openings.computeIfAbsent(
                                    new Id(ref, Side.of(row.getString("side")), row.getInt("number")),
                                    first -> new ArrayList<>())
                            .add(new Opening(
                                    row.getString("login"),
                                    row.getInt("times"),
                                    row.getObject("last", OffsetDateTime.class).toInstant()));
                });
        return openings;
    }

    public void opened(Id id, String login, Instant at) {
        at(id, """
                        insert into attachment_opening (ref, side, number, login, at)
                        values (:ref, :side, :number, :login, :at)""")
                .param("login", login)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Attachment> find(Id id) {
        return at(id, SELECT + "where ref = :ref and side = :side and number = :number")
                .query(AttachmentTable::read)
                .optional();
    }

    public List<Attachment> newest(Ref ref, Collection<Side> sides, @Nullable Id before, int limit) {
        return jdbc.sql(SELECT + """
                        where ref = :ref and side = any(:sides) and
                        """ + IS_NEWEST + """
                          and (:number::integer is null or (a.at, side, number) < (select b.at, b.side, b.number from attachment b
                                    where b.ref = :ref and b.side = :side and b.number = :number))
                        order by a.at desc, side desc, number desc limit :limit""")
                .param("ref", ref.text())
                .param("sides", words(sides))
                .param("side", before == null ? null : before.side().word())
                .param("number", before == null ? null : before.number())
                .param("limit", limit)
                .query(AttachmentTable::read)
                .list();
    }

    /** The versions before these newest ones of the same step. */
    public List<Attachment> earlier(List<Attachment> newest) {
        return jdbc.sql(SELECT + """
                        where ref = :ref and (side, name) in (select * from unnest(:sides::text[], :names::text[])) and not
                        """ + IS_NEWEST + " order by number desc")
                .param("ref", newest.get(0).id().ref().text())
                .param(
                        "sides",
                        newest.stream()
                                .map(attachment -> attachment.id().side().word())
                                .toArray(String[]::new))
                .param("names", newest.stream().map(Attachment::name).toArray(String[]::new))
                .query(AttachmentTable::read)
                .list();
    }

    /** Of each name the latest version that is not set aside. */
    public List<Attachment> counting(Ref ref, Side side) {
        return jdbc.sql("""
                        select distinct on (name) * from (
                        """ + SELECT + """
                            where ref = :ref and side = :side and s.at is null) counting
                        order by name, version desc""")
                .param("ref", ref.text())
                .param("side", side.word())
                .query(AttachmentTable::read)
                .list();
    }

    public int count(Ref ref, Collection<Side> sides) {
        return jdbc.sql("select count(distinct (side, name)) from attachment where ref = :ref and side = any(:sides)")
                .param("ref", ref.text())
                .param("sides", words(sides))
                .query(Integer.class)
                .single();
    }

    /** So many bytes of the content from a place on, counted from 0. */
    public byte[] slice(Id id, int from, int length) {
        return at(id, """
                        select substring(content from :from for :length) from attachment
                        where ref = :ref and side = :side and number = :number""")
                .param("from", from + 1)
                .param("length", length)
                .query(byte[].class)
                .single();
    }

    private JdbcClient.StatementSpec at(Id id, String sql) {
        return jdbc.sql(sql)
                .param("ref", id.ref().text())
                .param("side", id.side().word())
                .param("number", id.number());
    }

    private static String[] words(Collection<Side> sides) {
        return sides.stream().map(Side::word).toArray(String[]::new);
    }

    private static Attachment read(ResultSet row, int number) throws SQLException {
        OffsetDateTime aside = row.getObject("aside_at", OffsetDateTime.class);
        return new Attachment(
                new Id(Ref.of(row.getString("ref")), Side.of(row.getString("side")), row.getInt("number")),
                row.getString("name"),
                row.getInt("version"),
                FileType.of(row.getString("type")),
                row.getInt("size"),
                row.getString("sha256"),
                row.getString("login"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                aside == null
                        ? null
                        : new SetAside(row.getString("aside_login"), row.getString("aside_reason"), aside.toInstant()));
    }
}
