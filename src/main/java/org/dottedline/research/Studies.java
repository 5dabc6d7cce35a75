package org.dottedline.research;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.research.persistence.ResearchTable;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Studies of whether members would welcome a request. What members answered stays with the community; {@link #masked} is what may
 * leave it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Studies {

    private static final String NOT_YET = "inconclusive";

    private final ResearchTable table;
    private final ApplicationClock clock;

    Studies(ResearchTable table, ApplicationClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Keeps a plan, in place of an earlier one that did not meet the standard.
     *
     * @throws InvalidFields if it cannot be right
     */
    public void plan(Ref request, Plan plan) {
        refuse(plan.errors(clock.today()));
        table.savePlan(request, plan);
    }

    public Optional<Plan> findPlan(Ref request) {
        return table.plan(request);
    }

    /** The plan; throws {@link IllegalStateException} where there is none yet. */
    public Plan getPlan(Ref request) {
        return findPlan(request).orElseThrow(() -> new IllegalStateException(request + " has no plan yet."));
    }

    /** The plan meets the standard: it never changes again, the database sees to that. */
    public void lock(Ref request) {
        table.lockPlan(request);
    }

    /**
     * Adds a round.
     *
     * @throws InvalidFields if its counts cannot be right
     */
    public void submit(Ref request, Round round) {
        refuse(round.errors(sums(request)));
        table.saveRound(request, round);
    }

    /** How many rounds there have been. */
    public int rounds(Ref request) {
        return table.rounds(request);
    }

    /** The answers of all rounds by group, in the order of the plan; a group that nobody asked yet has none. */
    public Map<String, Counts> sums(Ref request) {
        Map<String, Counts> sums = new LinkedHashMap<>();
        getPlan(request).groups().forEach(planned -> sums.put(planned.group(), Counts.none(planned.group())));
        table.counts(request).forEach(counts -> sums.merge(counts.group(), counts, Counts::plus));
        return sums;
    }

    /** Keeps what the latest round came to: by group, and all together. */
    public void judge(Ref request, Map<String, String> byGroup, String verdict) {
        table.saveVerdicts(request, byGroup, verdict);
    }

    /** What every planned group said, in the order of the plan, with the verdicts of the latest judgement. */
    public List<Answers> answers(Ref request) {
        return answers(request, table.verdicts(request));
    }

    /** The same with other verdicts, by group. */
    public List<Answers> answers(Ref request, Map<String, String> verdicts) {
        return sums(request).values().stream()
                .map(counts -> Answers.of(counts, verdicts.getOrDefault(counts.group(), NOT_YET)))
                .toList();
    }

    /** The counts per group as they may leave the community, small numbers of members masked. */
    public List<Map<String, Object>> masked(Ref request) {
        return sums(request).values().stream().map(Masked::row).toList();
    }

    /** The fact {@code research}, for the community alone. Empty before the first round. */
    public List<Map<String, Object>> shown(Ref request) {
        return rounds(request) == 0 ? List.of() : rows(answers(request));
    }

    /** Answers as rows of the fact {@code research}. */
    public static List<Map<String, Object>> rows(List<Answers> answers) {
        return answers.stream().map(Answers::row).toList();
    }

    /** What all groups together came to in the latest round: {@code welcome}, {@code unwelcome} or {@code inconclusive}. */
    public String verdict(Ref request) {
        return table.verdict(request).orElse(NOT_YET);
    }

    /** The manager's summary of the latest round; empty before the first. */
    public String summary(Ref request) {
        return table.summary(request).orElse("");
    }

    /** What members agreed to have passed on, of all rounds in order. */
    public List<String> quotes(Ref request) {
        return table.quotes(request);
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
    }
}
