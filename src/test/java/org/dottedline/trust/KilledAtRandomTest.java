package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.dottedline.Api;
import org.dottedline.check.Invariants;
import org.dottedline.check.persistence.InvariantTables;
import org.dottedline.database.Instance;
import org.dottedline.database.Looking;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.mock.env.MockEnvironment;

/**
 * Stories as chance has them, three people at a time, in the middle of which something is killed. All that was acknowledged is there
 * afterwards, each step is done or not done, and it goes on by itself. All stories happen one after the other in one data folder, as
 * they would in a company; {@code -Dchaos.seeds} says how many, {@code -Dchaos.seed} repeats one.
 */
class KilledAtRandomTest {

    private static final int SEEDS = Integer.getInteger("chaos.seeds", 2);
    private static final int AT_ONCE = 3;
    private static final int AFTERWARDS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(120);

    /** Less than a lock on a job lasts, so that one left behind is seen. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(45);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Instance product;
    private static List<String> people;

    /** What was completed in all stories, to see how far they get. */
    private static final Map<String, Long> COMPLETED = new TreeMap<>();

    private Promises promises;

    /** What is killed: the application, with its PostgreSQL or without, or that alone. */
    private enum Killed {
        APPLICATION,
        BOTH,
        DATABASE
    }

    @BeforeAll
    static void found() throws Exception {
        product = Instance.startFirst(folder, quiet());
        people = new Company(product.api).found();
    }

    @AfterAll
    static void end() {
        product.close();
        System.out.println("Completed by chance: " + COMPLETED);
    }

    private static Map<String, String> quiet() {
        return Map.of("LOGGING_LEVEL_ROOT", "error");
    }

    @Test
    @Fault(2)
    void afterTheApplicationIsKilledAllThatWasAcknowledgedIsThereAndTheStoryGoesOn() throws Exception {
        for (long seed : seeds(SEEDS)) {
            survives(seed, seed % 4 == 2 ? Killed.BOTH : Killed.APPLICATION);
        }
    }

    @Test
    @Fault(3)
    void afterPostgresIsKilledAllThatWasAcknowledgedIsThereAndTheStoryGoesOn() throws Exception {
        for (long seed : seeds((SEEDS + 1) / 2)) {
            survives(seed, Killed.DATABASE);
        }
    }

    private static long[] seeds(int many) {
        Long one = Long.getLong("chaos.seed");
        return one == null ? LongStream.rangeClosed(1, many).toArray() : new long[] {one};
    }

    private void survives(long seed, Killed what) throws Exception {
        Tried.times(1);
        promises = new Promises();
        try {
            tell(seed, what);
        } catch (Exception | AssertionError fell) {
            String test = what == Killed.DATABASE ? "afterPostgres*" : "afterTheApplication*";
            throw new AssertionError(
                    "Seed " + seed + " (" + what + ", data in " + folder + ") fell. Repeat it: mvn test -Dtest='"
                            + getClass().getSimpleName() + "#" + test + "' -Dchaos.seed=" + seed + "\n"
                            + fell.getMessage()
                            + "\n" + product.errors(),
                    fell);
        }
    }

    private void tell(long seed, Killed what) throws Exception {
        Random chance = new Random(seed);
        int until = 20 + chance.nextInt(100);
        String name = what + "-" + seed;
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger before = new AtomicInteger();
        long began = System.nanoTime();
        walking(seed, name, going::get, () -> {
            await(() -> promises.acknowledged() >= until, "A story of " + until + " steps");
            Thread.sleep(chance.nextInt(60));
            promises.outage(what != Killed.APPLICATION);
            if (what != Killed.APPLICATION) {
                product.signal("KILL");
            }
            if (what == Killed.DATABASE) {
                product.awaitProbe("readiness", 503, Duration.ofSeconds(10));
                product.awaitProbe("readiness", 200, LONGEST);
                before.set(promises.acknowledged());
                await(() -> promises.acknowledged() >= before.get() + AFTERWARDS, "Further steps");
            } else {
                product.kill();
                before.set(promises.acknowledged());
            }
            going.set(false);
        });
        long killed = System.nanoTime();
        if (what != Killed.DATABASE) {
            product = Instance.start(folder, quiet());
        }
        promises.outage(false);
        int open = promises.unanswered();
        promises.sendAgain(product.api);
        settled();
        long settled = System.nanoTime();

        int then = promises.acknowledged();
        walking(~seed, name + "-on", () -> promises.acknowledged() < then + AFTERWARDS, () -> {});
        settled();
        promises.completed().forEach((kind, times) -> COMPLETED.merge(kind, times, Long::sum));
        System.out.printf(
                "Seed %d, %s killed after %d acknowledged steps, %d without an answer: %s; %d s before, %d s to be back, %d s on%n",
                seed,
                what,
                before.get(),
                open,
                promises,
                seconds(began, killed),
                seconds(killed, settled),
                seconds(settled, System.nanoTime()));
    }

    private static long seconds(long from, long to) {
        return Duration.ofNanos(to - from).toSeconds();
    }

    private interface Meanwhile {
        void happens() throws Exception;
    }

    private void walking(long seed, String name, BooleanSupplier going, Meanwhile meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        AtomicBoolean stopped = new AtomicBoolean();
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            List<Future<?>> walks = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                walks.add(threads.submit(new Wanderer(
                        product.api,
                        people,
                        promises,
                        seed * AT_ONCE + i,
                        name + "-" + i,
                        () -> !stopped.get() && System.nanoTime() < end && going.getAsBoolean())));
            }
            meanwhile.happens();
            for (Future<?> walk : walks) {
                walk.get();
            }
            assertThat(System.nanoTime()).as("The story goes on").isLessThan(end);
        } finally {
            stopped.set(true);
            threads.shutdown();
        }
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(2);
        }
    }

    /** All that is due has been done by itself, everything holds that always holds, and no promise is broken. */
    private void settled() throws Exception {
        MockEnvironment here = new MockEnvironment().withProperty("dottedline.data-dir", folder.toString());
        try (Looking looking = Looking.at(here);
                Connection connection = looking.dataSource().getConnection()) {
            SingleConnectionDataSource database = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(database);
            Invariants invariants = InvariantTables.over(database, Invariants::new);
            long end = System.nanoTime() + TO_SETTLE.toNanos();
            List<String> open = open(jdbc, invariants);
            while (!open.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(200);
                open = open(jdbc, invariants);
            }
            assertThat(open).as("what is not as it should be").isEmpty();
            assertThat(promises.broken(jdbc)).as("broken promises").isEmpty();
        }
    }

    private static List<String> open(JdbcClient jdbc, Invariants invariants) {
        List<String> open = jdbc.sql("""
                        select 'not done: ' || handler_type_ || ' ' || coalesce(handler_cfg_, '') || ', tries left: ' || retries_ || ' '
                               || coalesce(exception_msg_, '')
                        from engine.act_ru_job
                        where type_ <> 'timer' and (duedate_ is null or duedate_ <= now() or lock_owner_ is not null)""").query(String.class).list();
        return open.isEmpty()
                ? invariants.findings().stream().map(Object::toString).toList()
                : open;
    }

    /** A company with money enough, and more than one person for most tasks. */
    private record Company(Api api) {

        List<String> found() {
            List<String> logins = new ArrayList<>();
            for (Map<String, Object> person :
                    api.as("admin").get("/api/v1/people?limit=200").ok().items()) {
                logins.add((String) person.get("login"));
            }
            for (String login : List.of("exec-billing", "strategist-billing", "cm-developers", "delivery-lead")) {
                Object roles = api.as("admin")
                        .get("/api/v1/people/" + login)
                        .ok()
                        .object()
                        .get("roles");
                api.as("admin")
                        .put("/api/v1/people/" + login + "-2", fields("name", "Second " + login, "roles", roles));
                logins.add(login + "-2");
            }
            Api.Caller controller = api.as("controller");
            for (String lob : List.of("billing", "care")) {
                String budget = controller
                        .put("/api/v1/lobs/" + lob + "/budget", fields("value", "900000000.00"))
                        .is(201)
                        .location();
                api.as("board-chair").post(budget + "/confirm");
            }
            for (String community : List.of("developers", "users")) {
                controller
                        .put(
                                "/api/v1/communities/" + community + "/finances",
                                fields(
                                        "income",
                                        List.of(fields(
                                                "name", "Sponsor Northwind",
                                                "kind", "sponsor",
                                                "monthly", "900000.00",
                                                "restriction", "any")),
                                        "costs",
                                        List.of(fields("name", "Staff", "monthly", "14500.00"))))
                        .ok();
            }
            return List.copyOf(logins);
        }
    }
}
