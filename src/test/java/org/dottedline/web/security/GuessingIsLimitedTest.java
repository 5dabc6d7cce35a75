package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dottedline.ProductTest;
import org.dottedline.trust.Attack;
import org.dottedline.web.security.persistence.SignInAttempts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProductTest
class GuessingIsLimitedTest {

    @LocalServerPort
    int port;

    @Autowired
    SignInAttempts attempts;

    @Autowired
    JdbcClient jdbc;

    Browser browser;

    @BeforeEach
    @AfterEach
    void noAttempts() {
        jdbc.sql("delete from sign_in_attempt").update();
        browser = new Browser(port);
    }

    @Test
    @Attack(13)
    void afterTenWrongPasswordsTheRightOneIsRefusedTooUntilTheWindowPasses() {
        for (int guess = 1; guess <= 10; guess++) {
            assertThat(call("buyer", "guess" + guess).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> refused = call("buyer", "buyer");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("600");
        assertThat(refused.body()).contains("Wait ten minutes");
        assertThat(browser.signIn("buyer", "buyer").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?wait"));

        jdbc.sql("update sign_in_attempt set at = at - interval '10 minutes'").update();

        assertThat(call("buyer", "buyer").statusCode()).isEqualTo(200);
    }

    @Test
    void othersAreNotConcerned() {
        IntStream.rangeClosed(1, 11).forEach(guess -> call("buyer", "guess" + guess));

        assertThat(call("controller", "controller").statusCode()).isEqualTo(200);
    }

    @Test
    @Attack(13)
    void anUnknownLoginGetsTheSameAnswers() {
        HttpResponse<String> known = call("buyer", "wrong");
        HttpResponse<String> unknown = call("nobody", "wrong");
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(browser.signIn("nobody", "wrong").headers().firstValue("Location"))
                .isEqualTo(browser.signIn("buyer", "wrong").headers().firstValue("Location"));

        IntStream.rangeClosed(1, 8).forEach(guess -> {
            call("buyer", "guess" + guess);
            call("nobody", "guess" + guess);
        });
        assertThat(call("buyer", "wrong").statusCode()).isEqualTo(429);
        assertThat(call("nobody", "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    @Attack(13)
    void anUnknownLoginTakesTheSameTime() {
        long known = 0;
        long unknown = 0;
        for (int guess = 1; guess <= 9; guess++) {
            known += time("buyer", "guess" + guess);
            unknown += time("nobody", "guess" + guess);
        }

        // a hash takes most of the time of either; without it the unknown login would answer in a tenth
        assertThat((double) unknown / known).isBetween(0.6, 1.7);
    }

    @Test
    void theRightPasswordForgetsOnesOwnMistakes() {
        IntStream.rangeClosed(1, 9).forEach(guess -> call("buyer", "guess" + guess));
        assertThat(call("buyer", "buyer").statusCode()).isEqualTo(200);

        IntStream.rangeClosed(1, 9).forEach(guess -> call("buyer", "guess" + guess));
        assertThat(call("buyer", "buyer").statusCode()).isEqualTo(200);
    }

    @Test
    @Attack(13)
    void fortyGuessesAtOnceAreFortyGuesses() throws Exception {
        List<Integer> answers =
                atOnce(40, number -> call("buyer", "guess" + number).statusCode());

        assertThat(answers).containsOnly(401, 429);
        assertThat(answers).filteredOn(status -> status == 401).hasSize(10);
    }

    @Test
    void noAttemptSlipsThroughBetweenCountingAndWritingDown() throws Exception {
        List<Boolean> allowed = atOnce(
                16, number -> attempts.begin("buyer", "stranger" + number).isPresent());

        assertThat(allowed).filteredOn(let -> let).hasSize(SignInAttempts.PER_ACCOUNT);
    }

    @Test
    void fortyCallsAtOnceWithTheRightPasswordAreNoGuesses() throws Exception {
        List<Integer> answers =
                atOnce(40, number -> call("delivery-lead", "delivery-lead").statusCode());

        assertThat(answers).containsOnly(200);
    }

    @Test
    void aRememberedPasswordOpensNoWayAround() {
        assertThat(call("buyer", "buyer").statusCode()).isEqualTo(200);
        IntStream.rangeClosed(1, 10).forEach(guess -> call("buyer", "guess" + guess));

        assertThat(call("buyer", "buyer").statusCode()).isEqualTo(429);
    }

    @Test
    void aStrangerLocksNobodyOutOfTheirOwnDesk() {
        attempts.succeeded(attempts.begin("buyer", "desk").orElseThrow(), "buyer", "desk");

        IntStream.rangeClosed(1, 30).forEach(guess -> attempts.begin("buyer", "stranger" + guess % 5));

        assertThat(attempts.begin("buyer", "stranger9")).isEqualTo(OptionalLong.empty());
        assertThat(attempts.begin("buyer", "desk")).isNotEmpty();
    }

    @Test
    void refusedAttemptsDoNotKeepTheWindowOpen() {
        IntStream.rangeClosed(1, 10).forEach(guess -> attempts.begin("buyer", "stranger"));
        IntStream.rangeClosed(1, 100).forEach(guess -> attempts.begin("buyer", "stranger"));

        assertThat(jdbc.sql("select count(*) from sign_in_attempt")
                        .query(Long.class)
                        .single())
                .isEqualTo(10);
    }

    @Test
    @Attack(13)
    void anAddressThatTriesManyAccountsIsRefusedToo() {
        long allowed = IntStream.rangeClosed(1, 60)
                .filter(guess -> attempts.begin("victim" + guess, "stranger").isPresent())
                .count();

        assertThat(allowed).isEqualTo(SignInAttempts.PER_ADDRESS);
        assertThat(attempts.begin("victim1", "elsewhere")).isNotEmpty();
    }

    private interface Numbered<T> {
        T call(int number);
    }

    private static <T> List<T> atOnce(int many, Numbered<T> call) throws Exception {
        var threads = Executors.newFixedThreadPool(many);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int number = 0; number < many; number++) {
                int mine = number;
                calls.add(() -> call.call(mine));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private long time(String login, String password) {
        long start = System.nanoTime();
        call(login, password);
        return System.nanoTime() - start;
    }

    private HttpResponse<String> call(String login, String password) {
        return browser.get("/api/probe", Browser.password(login, password));
    }
}
