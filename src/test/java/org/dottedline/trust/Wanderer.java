package org.dottedline.trust;

import static org.dottedline.Api.fields;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.trust.Promises.Deed;
import org.dottedline.trust.Promises.Sent;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with the story as chance has it: as one person after the other, with what waits for that person. The same seed makes the same
 * choices, as far as the answers allow.
 */
final class Wanderer implements Runnable {

    private final Api api;
    private final List<String> people;
    private final Promises promises;
    private final BooleanSupplier going;
    private final String name;
    private final Random chance;
    private final Filled filled;
    private int sent;

    /** @param name begins the keys of all that is sent; one that no other wanderer has, ever */
    Wanderer(Api api, List<String> people, Promises promises, long seed, String name, BooleanSupplier going) {
        this.api = api;
        this.people = people;
        this.promises = promises;
        this.going = going;
        this.name = name;
        this.chance = new Random(seed);
        this.filled = new Filled(chance);
    }

    @Override
    public void run() {
        while (going.getAsBoolean()) {
            try {
                turn(people.get(chance.nextInt(people.size())));
            } catch (UncheckedIOException killed) {
                pause();
            }
        }
    }

    private void turn(String login) {
        Answer list = get(login, "/api/v1/tasks?limit=50");
        if (list.status() != 200) {
            pause();
            return;
        }
        List<Map<String, Object>> tasks = list.items();
        int what = chance.nextInt(100);
        if (what < 6 || tasks.isEmpty()) {
            if (what < 20) {
                begin(login);
            }
        } else if (what == 10) {
            withdraw(login, tasks);
        } else {
            work(login, deeper(any(tasks), any(tasks)));
        }
    }

    private Map<String, Object> any(List<Map<String, Object>> tasks) {
        return tasks.get(chance.nextInt(tasks.size()));
    }

    /** Rather what lies far down a trail, so that some get there. */
    private static Map<String, Object> deeper(Map<String, Object> one, Map<String, Object> other) {
        return ((String) one.get("ref")).length() < ((String) other.get("ref")).length() ? other : one;
    }

    /** Only some may, and only seldom does somebody who may not try. */
    private void begin(String login) {
        if (login.startsWith("board")) {
            Map<String, Object> goal = new LinkedHashMap<>(Bodies.goal());
            goal.put("title", filled.word() + " " + name + "-" + sent);
            goal.put("lobs", chance.nextBoolean() ? List.of("billing") : List.of("billing", "care"));
            send(Deed.OPEN, login, "/api/v1/goals", goal, null, null);
        } else if (login.startsWith("cm-") || chance.nextInt(20) == 0) {
            String lob = chance.nextBoolean() ? "billing" : "care";
            send(
                    Deed.OPEN,
                    login,
                    "/api/v1/needs",
                    fields("lob", lob, "title", filled.word() + " " + sent),
                    null,
                    null);
        } else {
            get(login, chance.nextBoolean() ? "/api/v1/trails" : "/api/v1/communities/developers/finances");
        }
    }

    /** Mostly what was begun last, so that older trails get to their ends. */
    private void withdraw(String login, List<Map<String, Object>> tasks) {
        String ref = (String) tasks.get(tasks.size() - 1).get("ref");
        send(Deed.WITHDRAW, login, "/api/v1/trails/" + ref + "/withdraw", fields("reason", filled.word()), ref, null);
    }

    private void work(String login, Map<String, Object> task) {
        String id = (String) task.get("id");
        String kind = (String) task.get("task");
        String path = "/api/v1/tasks/" + id + "/";
        int what = chance.nextInt(100);
        if (kind.startsWith("Close") && what < 93) {
            below(login, kind, (String) task.get("ref"));
        } else if (what < 4) {
            send(Deed.CLAIM, login, path + "claim", Map.of(), id, login);
        } else if (what < 8) {
            send(Deed.RELEASE, login, path + "release", Map.of(), id, null);
        } else if (what < 12) {
            String to = people.get(chance.nextInt(people.size()));
            send(
                    Deed.ASSIGN,
                    login,
                    path + "assign",
                    fields("person", chance.nextBoolean() ? second(login) : to),
                    id,
                    to);
        } else {
            complete(login, task, id, what < 18);
        }
    }

    private String second(String login) {
        return login.endsWith("-2") ? login.substring(0, login.length() - 2) : login + "-2";
    }

    /** What is open is for something to go on below it; only seldom is it closed. */
    private void below(String login, String kind, String ref) {
        if (kind.equals("CloseInitiative")) {
            Map<String, Object> request = fields("title", filled.word() + " " + name + "-" + sent);
            send(Deed.OPEN, login, "/api/v1/trails/" + ref + "/requests", request, null, null);
        } else if (kind.equals("CloseObjective")) {
            send(Deed.EARLY, login, "/api/v1/trails/" + ref + "/now", fields("task", "RecordOutcome"), ref, null);
        } else {
            get(login, "/api/v1/trails/" + ref + "/history");
        }
    }

    @SuppressWarnings("unchecked")
    private void complete(String login, Map<String, Object> task, String id, boolean wrong) {
        Answer form = get(login, "/api/v1/tasks/" + id + "/form");
        if (form.status() != 200) {
            return;
        }
        Map<String, Object> body =
                filled.body(form.object(), (Map<String, Object>) task.getOrDefault("context", Map.of()));
        if (wrong) {
            spoil(body);
        }
        Answer answer = send(Deed.COMPLETE, login, "/api/v1/tasks/" + id + "/complete", body, id, null);
        if (wrong && answer != null && answer.status() == 200) {
            promises.wronglyTaken(answer);
        }
    }

    private void spoil(Map<String, Object> body) {
        List<String> names = new ArrayList<>(body.keySet());
        if (names.isEmpty() || chance.nextBoolean()) {
            body.put("approved", true);
        } else {
            body.put(names.get(chance.nextInt(names.size())), Map.of("value", 1));
        }
    }

    private Answer get(String login, String path) {
        Answer answer = api.as(login).get(path);
        promises.looked(answer);
        return answer;
    }

    private @Nullable Answer send(
            Deed deed,
            String login,
            String path,
            Map<String, Object> body,
            @Nullable String about,
            @Nullable String to) {
        Sent next =
                new Sent(deed, login, path, body, name + "-" + sent++, about, (String) body.getOrDefault("person", to));
        try {
            Answer answer = next.by(api);
            promises.answered(next, answer);
            return answer;
        } catch (UncheckedIOException killed) {
            promises.notAnswered(next);
            pause();
            return null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
