package org.dottedline.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.attachment.Attachment.Id;
import org.dottedline.attachment.persistence.AttachmentTable;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.UserAction;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.PlainText;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The files of a side at a step. Each side has its own and never learns of the other's. A version stays as it came; one that no
 * longer counts is set aside, with a reason.
 */
@Service
public class Attachments {

    /** The field that a refusal of a file is about. */
    public static final String FILE = "file";

    private static final int LONGEST_REASON = 1000;
    private static final Pattern ID = Pattern.compile("(strategy|community)-([1-9][0-9]{0,7})");

    private final AttachmentTable table;
    private final AttachmentLimits limits;
    private final Trails trails;
    private final Record record;
    private final UserAction userAction;
    private final ApplicationClock clock;

    Attachments(
            AttachmentTable table,
            AttachmentLimits limits,
            Trails trails,
            Record record,
            UserAction userAction,
            ApplicationClock clock) {
        this.table = table;
        this.limits = limits;
        this.trails = trails;
        this.record = record;
        this.userAction = userAction;
        this.clock = clock;
    }

    /** Whether this person has a side on which to keep something. */
    public static boolean keeps(Person person) {
        return person.side() == Side.STRATEGY || person.side() == Side.COMMUNITY;
    }

    /**
     * Asks, before a file is read, whether it would be taken.
     *
     * @throws NotFound if the person cannot see the step
     * @throws Forbidden unless the person is of one of the two sides
     */
    public void admit(Person person, Ref ref) {
        trails.visible(person, ref);
        if (!keeps(person)) {
            throw new Forbidden("The two sides keep files here; you read what they keep.");
        }
    }

    /**
     * Keeps a file as the next version of its name.
     *
     * @param sent what the sender calls it
     * @param content where it lies while this runs
     * @throws InvalidFields if it is empty, too large, of no kind that is kept or not what its name says, or there is no room left
     */
    public Attachment keep(Person person, Ref ref, String sent, Path content) {
        admit(person, ref);
        String name = FileName.cleaned(sent);
        long size = size(content);
        if (size == 0) {
            throw new InvalidFields(FILE, "The file is empty.");
        }
        if (size > limits.file()) {
            throw new InvalidFields(FILE, "The file is larger than " + AttachmentLimits.inWords(limits.file()) + ".");
        }
        FileType type = ContentCheck.of(name, content);
        String hash = hash(content);
        return userAction.run(() -> write(person, ref, name, type, (int) size, hash, content));
    }

    private Attachment write(Person person, Ref ref, String name, FileType type, int size, String hash, Path content) {
        AttachmentTable.Space space = table.take(ref, person.side(), size);
        if (space.bytes() > limits.step()) {
            throw new InvalidFields(
                    FILE,
                    "Your side keeps at most " + AttachmentLimits.inWords(limits.step()) + " at one step; "
                            + AttachmentLimits.inWords(Math.max(0, limits.step() - space.bytes() + size))
                            + " are left.");
        }
        Id id = new Id(ref, person.side(), space.files());
        Attachment kept;
        try (InputStream in = Files.newInputStream(content)) {
            kept = table.insert(id, name, type, size, hash, person.login(), clock.instant(), in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        record.write(Entry.of("attachment-kept", person.side())
                .at(ref.text())
                .by(person.login(), null)
                .change(null, facts(kept)));
        return kept;
    }

    /**
     * Says of a version of one's own side that it no longer counts. It stays readable.
     *
     * @throws InvalidFields without a reason, or with one over 1,000 characters
     * @throws MovedOn if it is set aside already
     */
    @Transactional
    public void setAside(Person person, Ref ref, String id, String reason) {
        Attachment attachment = find(person, ref, id);
        if (attachment.id().side() != person.side()) {
            throw new Forbidden("Only whose side keeps it sets it aside.");
        }
        String why = reason.strip();
        if (why.isEmpty()) {
            throw new InvalidFields("reason", "Say why it no longer counts.");
        }
        if (!PlainText.isStorable(why)) {
            throw new InvalidFields("reason", "This text has characters that cannot be stored.");
        }
        if (why.length() > LONGEST_REASON) {
            throw new InvalidFields("reason", "At most 1,000 characters fit here.");
        }
        if (!table.setAside(attachment.id(), person.login(), why, clock.instant())) {
            throw new MovedOn("“" + attachment.name() + "” is set aside already.");
        }
        record.write(Entry.of("attachment-set-aside", person.side())
                .at(ref.text())
                .by(person.login(), null)
                .change(null, facts(attachment))
                .because(why));
    }

    /**
     * One version; throws {@link NotFound} where the person may not know of it.
     *
     * @param id as {@link Id#text()} gives it
     */
    @Transactional(readOnly = true)
    public Attachment find(Person person, Ref ref, String id) {
        trails.visible(person, ref);
        return readable(person, ref, id)
                .flatMap(table::find)
                .orElseThrow(() -> new NotFound("There is no such file that you can see."));
    }

    /** The newest versions of all names, the latest first, before one where it is given. */
    @Transactional(readOnly = true)
    public List<Attachment> newest(Person person, Ref ref, @Nullable String before, int limit) {
        trails.visible(person, ref);
        Id last = before == null
                ? null
                : readable(person, ref, before)
                        .orElseThrow(() -> new NotFound("This is not a place in the list; start without it."));
        return table.newest(ref, sides(person), last, limit);
    }

    /** All versions before these, which the person has just been given, the latest first. */
    @Transactional(readOnly = true)
    public List<Attachment> earlier(List<Attachment> newest) {
        return newest.stream().allMatch(attachment -> attachment.version() == 1) ? List.of() : table.earlier(newest);
    }

    /** How many names that is. */
    @Transactional(readOnly = true)
    public int count(Person person, Ref ref) {
        return table.count(ref, sides(person));
    }

    /** How many bytes this person's side keeps at a step. */
    @Transactional(readOnly = true)
    public long used(Person person, Ref ref) {
        return table.used(ref, person.side());
    }

    /** Whether this person may read what is in it: not where members' answers may be, for whoever is not of their side. */
    public static boolean opens(Person person, Attachment attachment) {
        return person.side() == attachment.id().side()
                || person.side() == Side.OVERSIGHT && attachment.id().side() == Side.STRATEGY;
    }

    /**
     * Opens one version, and notes who did and when.
     *
     * @throws Forbidden if the person may know of it and not read it
     */
    @Transactional
    public Attachment open(Person person, Ref ref, String id) {
        Attachment attachment = find(person, ref, id);
        if (!opens(person, attachment)) {
            throw new Forbidden("It may hold what single members answered, so you see that it is there, and its hash.");
        }
        table.opened(attachment.id(), person.login(), clock.instant());
        return attachment;
    }

    /** Who opened these versions of one step, for oversight; nothing for anybody else. */
    @Transactional(readOnly = true)
    public Map<Id, List<Opening>> openings(Person person, Ref ref, List<Attachment> versions) {
        trails.visible(person, ref);
        return person.side() != Side.OVERSIGHT || versions.isEmpty()
                ? Map.of()
                : table.openings(ref, versions.stream().map(Attachment::id).toList());
    }

    /** Its content, read piece by piece. Ask {@link #open} first: it says who may. */
    public InputStream content(Attachment attachment) {
        return new Slices(table, attachment);
    }

    /** What counts of what this person's side keeps at a step just now: name, version and hash. */
    @Transactional(readOnly = true)
    public List<Map<String, Object>> counting(Person person, Ref ref) {
        trails.visible(person, ref);
        return evidence(ref, person.side());
    }

    /** What a side has at a step just now, for the entry of a decision taken there: name, version and hash of what counts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Map<String, Object>> evidence(Ref ref, Side side) {
        return table.counting(ref, side).stream().map(Attachments::named).toList();
    }

    private static Map<String, Object> named(Attachment attachment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", attachment.name());
        facts.put("version", attachment.version());
        facts.put("sha256", attachment.sha256());
        return facts;
    }

    private static Map<String, Object> facts(Attachment attachment) {
        Map<String, Object> facts = named(attachment);
        facts.put("type", attachment.type().mediaType());
        facts.put("size", attachment.size());
        return facts;
    }

    private static java.util.Optional<Id> readable(Person person, Ref ref, String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() && sides(person).contains(Side.of(parts.group(1)))
                ? java.util.Optional.of(new Id(ref, Side.of(parts.group(1)), Integer.parseInt(parts.group(2))))
                : java.util.Optional.empty();
    }

    /** Each side has its own, oversight sees both, an administrator none. */
    private static Set<Side> sides(Person person) {
        return switch (person.side()) {
            case STRATEGY -> Set.of(Side.STRATEGY);
            case COMMUNITY -> Set.of(Side.COMMUNITY);
            case OVERSIGHT -> Set.of(Side.STRATEGY, Side.COMMUNITY);
            case NONE -> Set.of();
        };
    }

    private static long size(Path content) {
        try {
            return Files.size(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String hash(Path content) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(content), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
