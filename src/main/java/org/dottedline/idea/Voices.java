package org.dottedline.idea;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.idea.Chosen.Voice;
import org.dottedline.idea.persistence.IdeaTable;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.tasklist.Context;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What members said in the idea box for a need or a request. It stays with their manager; strategy reads what she writes. */
@Service
@Transactional(readOnly = true)
public class Voices {

    private static final Pattern IDS = Pattern.compile("[1-9][0-9]{0,17}(\\.[1-9][0-9]{0,17}){0,99}");
    private static final int SHOWN = 50;

    private final IdeaTable table;
    private final Record record;
    private final ApplicationClock clock;

    Voices(IdeaTable table, Record record, ApplicationClock clock) {
        this.table = table;
        this.record = record;
        this.clock = clock;
    }

    /**
     * The ideas of a box that somebody has chosen.
     *
     * @param ids their numbers with dots between, as addresses have them; with none of them none is chosen
     * @throws NotFound unless all are of one community that the person manages
     */
    public Optional<Chosen> chosen(Person person, String ids) {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        if (!IDS.matcher(ids).matches()) {
            throw new NotFound("There are no such ideas.");
        }
        List<Long> numbers =
                Arrays.stream(ids.split("\\.")).map(Long::valueOf).distinct().toList();
        Map<String, Integer> boxes = table.boxes(numbers);
        String box = boxes.keySet().stream().findFirst().orElse("");
        if (boxes.size() != 1 || boxes.get(box) != numbers.size()) {
            throw new NotFound("There are no such ideas.");
        }
        IdeaBox.require(person, box);
        List<Voice> voices = table.find(box, numbers).stream()
                .map(idea -> new Voice(idea.id(), idea.title(), idea.ideas(), idea.total()))
                .toList();
        return voices.isEmpty() ? Optional.empty() : Optional.of(new Chosen(box, voices));
    }

    /** Attaches chosen ideas to the need or request that their manager has just opened. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void attach(Person person, Chosen chosen, Ref ref) {
        IdeaBox.require(person, chosen.community());
        List<Long> ids = chosen.voices().stream().map(Voice::id).toList();
        table.lock(chosen.community());
        // they were chosen before the lock was taken: one that was merged meanwhile is somebody else's voice by now
        if (table.find(chosen.community(), ids).size() != ids.size()) {
            throw new MovedOn("One of these ideas was merged into another meanwhile. Choose once more from the box.");
        }
        table.raised(ids, ref, clock.instant());
        table.state(ids, "raised");
        record.write(Entry.of("ideas-raised", Side.COMMUNITY)
                .at(ref.text())
                .by(person.login(), IdeaBox.group(chosen.community()))
                .change(
                        null,
                        Map.of(
                                "community", chosen.community(),
                                "ideas", chosen.ideas(),
                                "votes", chosen.votes(),
                                "numbers", ids)));
    }

    /** Adds to what the manager sees beside a form, what members said for this need or request; nothing where they did not. */
    public Context addTo(Context context, Ref ref) {
        List<Voice> voices = table.voices(ref);
        if (voices.isEmpty()) {
            return context;
        }
        Chosen all = new Chosen("", voices);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Voice voice : voices.subList(0, Math.min(SHOWN, voices.size()))) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("idea", voice.title());
            row.put("votes", voice.votes());
            row.put("ideas", voice.ideas());
            rows.add(row);
        }
        return context.section("voices")
                .fact("ideas", all.ideas())
                .fact("votes", all.votes())
                .fact("voices", rows);
    }
}
