package org.dottedline.outcome.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dottedline.outcome.FeedOrigin;
import org.dottedline.outcome.Word;
import org.dottedline.outcome.WordsOwed;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;

/** What the newest page of “You said, we did” says, for programs that fetch news; whoever reads the page reads the feed. */
@Controller
class ToldFeed {

    private static final int LONGEST_TITLE = 80;
    private static final MediaType ATOM = new MediaType(MediaType.APPLICATION_ATOM_XML, StandardCharsets.UTF_8);

    private final WordsOwed told;
    private final Trails trails;
    private final People people;
    private final Words words;

    ToldFeed(WordsOwed told, Trails trails, People people, Words words) {
        this.told = told;
        this.trails = trails;
        this.people = people;
        this.words = words;
    }

    @GetMapping("/communities/{id}/told.atom")
    ResponseEntity<byte[]> feed(Person person, @PathVariable String id, WebRequest request) {
        Unit community = people.unit(id)
                .filter(unit -> unit.kind() == UnitKind.COMMUNITY)
                .orElseThrow(() -> new NotFound("There is no such community."));
        FeedOrigin origin = told.origin();
        List<Word> newest = told.published(id, null, ToldPage.PER_PAGE);
        Instant updated = newest.isEmpty() ? origin.since() : published(newest.get(0));
        byte[] feed = Atom.written(feed(community, origin, newest, updated));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(ATOM)
                // it may be kept, and is asked for again each time: what one may see can change
                .cacheControl(CacheControl.noCache().cachePrivate());
        return request.checkNotModified('"' + hash(feed) + '"', updated.toEpochMilli())
                ? ResponseEntity.status(304)
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .build()
                : answer.body(feed);
    }

    private Atom.Feed feed(Unit community, FeedOrigin origin, List<Word> newest, Instant updated) {
        // without the name of this machine: the only one known is what the caller sent as Host
        String base = "/communities/" + community.id() + "/told";
        Map<Ref, String> titles = trails.titles(newest.stream().map(Word::ref).toList());
        return new Atom.Feed(
                origin.idOf("told " + community.id()),
                words.text("told.feed.title", community.name()),
                words.text("told.lead", community.name()),
                community.name(),
                LocaleContextHolder.getLocale().toLanguageTag(),
                updated,
                base + ".atom",
                base,
                newest.stream()
                        .map(word -> entry(
                                word, titles.getOrDefault(word.ref(), word.ref().text()), origin, base))
                        .toList());
    }

    private Atom.Entry entry(Word word, String about, FeedOrigin origin, String base) {
        String youSaid = String.valueOf(word.youSaid());
        return new Atom.Entry(
                origin.idOf("told " + word.community() + " " + word.id()),
                words.text("told.feed.entry", shortened(about), shortened(youSaid)),
                published(word),
                base + "#word-" + word.id(),
                about + "\n\n" + words.text("told.you-said") + "\n" + youSaid + "\n\n" + words.text("told.we-did")
                        + "\n" + word.weDid());
    }

    private static Instant published(Word word) {
        return Objects.requireNonNull(word.publishedAt());
    }

    /** The beginning in one line, cut between words where there are some. */
    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST_TITLE) {
            return line;
        }
        String cut = line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE));
        int blank = cut.lastIndexOf(' ');
        return (blank > LONGEST_TITLE / 2 ? cut.substring(0, blank) : cut) + "…";
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
