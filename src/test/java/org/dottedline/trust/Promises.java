package org.dottedline.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the product has promised by its answers: what it acknowledged is done, once; what it refused is not done; and of what it did not
 * answer all or nothing is done, so that whoever sends it again with the same key has it once.
 */
final class Promises {

    private static final String UNSURE = "Look whether this was kept";

    /** What an acknowledged action leaves in the record: an entry of this kind, and whether that can happen but once there. */
    enum Deed {
        COMPLETE("task-completed", true),
        CLAIM("task-claimed", false),
        RELEASE("task-released", false),
        ASSIGN("task-assigned", false),
        OPEN("started", true),
        EARLY("opened-early", false),
        WITHDRAW("withdrawn", true);

        private final String kind;
        private final boolean once;

        Deed(String kind, boolean once) {
            this.kind = kind;
            this.once = once;
        }
    }

    /**
     * An action as it was sent.
     *
     * @param about the id of a task, or a reference; with nothing opened yet, nothing
     * @param to who is to have the task, where that is what is done
     */
    record Sent(
            Deed deed,
            String login,
            String path,
            Map<String, Object> body,
            String key,
            @Nullable String about,
            @Nullable String to) {

        Answer by(Api api) {
            return api.as(login).post(path, body, key);
        }
    }

    private record Kept(Sent sent, Answer answer) {}

    private final Queue<Kept> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Kept> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Sent> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<String> strange = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile boolean outage;

    /** From now on, or no longer, the database may be said to be away. */
    void outage(boolean now) {
        outage = now;
    }

    int acknowledged() {
        return kept.get();
    }

    int unanswered() {
        return unanswered.size();
    }

    /** How often each kind of task was completed. */
    Map<String, Long> completed() {
        return acknowledged.stream()
                .filter(one -> one.sent().deed() == Deed.COMPLETE)
                .collect(Collectors.groupingBy(
                        one -> (String) one.answer().object().get("task"), Collectors.counting()));
    }

    void answered(Sent sent, Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            acknowledged.add(new Kept(sent, answer));
            kept.incrementAndGet();
        } else if (status == 503 && answer.text().contains(UNSURE)) {
            unanswered.add(sent);
        } else {
            refused.add(new Kept(sent, answer));
        }
        looked(answer);
    }

    /** An answer that nobody should get is noted. */
    void looked(Answer answer) {
        int status = answer.status();
        if (status >= 500 && !(outage && status == 503) || status == 400 || status == 401 || status == 429) {
            strange.add(answer.toString());
        }
    }

    void notAnswered(Sent sent) {
        unanswered.add(sent);
    }

    /** An action that was wrong and was taken all the same. */
    void wronglyTaken(Answer answer) {
        strange.add("It was wrong: " + answer);
    }

    /** Sends what was not answered again, each with its key. */
    void sendAgain(Api api) {
        for (Sent sent = unanswered.poll(); sent != null; sent = unanswered.poll()) {
            answered(sent, sent.by(api));
        }
    }

    /** What was promised and is not so, or the other way round. */
    List<String> broken(JdbcClient jdbc) {
        List<String> broken = new ArrayList<>(strange);
        unanswered.forEach(sent -> broken.add("Still without an answer: " + sent));
        for (Kept one : acknowledged) {
            if (!isKeyKept(jdbc, one.sent())) {
                broken.add("Acknowledged, and not kept: " + one);
            }
            long entries = entries(jdbc, one);
            if (one.sent().deed().once ? entries != 1 : entries < 1) {
                broken.add("Acknowledged, and " + entries + " times in the record: " + one);
            }
        }
        for (Kept one : refused) {
            if (isKeyKept(jdbc, one.sent())) {
                broken.add("Refused, and done all the same: " + one);
            }
        }
        return broken;
    }

    private static boolean isKeyKept(JdbcClient jdbc, Sent sent) {
        return jdbc.sql("select exists (select 1 from idempotency_key where person = :person and key = :key)")
                .param("person", sent.login())
                .param("key", sent.key())
                .query(Boolean.class)
                .single();
    }

    /** Key and effect are one transaction; so the record must say the same, and of what was opened there is a step. */
    private static long entries(JdbcClient jdbc, Kept one) {
        Sent sent = one.sent();
        String entry = "select count(*) from record r where r.kind = :kind and r.actor = :actor and ";
        JdbcClient.StatementSpec question = switch (sent.deed()) {
            case COMPLETE, RELEASE -> jdbc.sql(entry + "r.task = :about").param("about", sent.about());
            // who already has it is given it without another word
            case CLAIM, ASSIGN -> jdbc.sql("""
                                select count(*) from record r
                                where r.task = :about and r.kind in ('task-claimed', 'task-assigned', :kind)
                                  and (r.actor = :actor or r.kind = 'task-assigned') and r.after ->> 'assignee' = :to""").param("about", sent.about()).param("to", sent.to());
            case OPEN ->
                jdbc.sql(entry + "r.ref = :ref and exists (select 1 from trail t where t.ref = r.ref)")
                        .param("ref", one.answer().ref());
            case EARLY, WITHDRAW -> jdbc.sql(entry + "r.ref = :about").param("about", sent.about());
        };
        return question.param("kind", sent.deed().kind)
                .param("actor", sent.login())
                .query(Long.class)
                .single();
    }

    @Override
    public String toString() {
        return acknowledged.stream()
                        .collect(Collectors.groupingBy(one -> one.sent().deed(), Collectors.counting()))
                + " acknowledged, " + refused.size() + " refused, " + unanswered.size() + " without an answer";
    }
}
