package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a case file costs the database, which does not depend on how long it is; docs/performance.md says the numbers. */
@ProductTest
class CaseFileCountsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aLongCaseFileAsksNoMoreThanAShortOne() {
        Walk walk = new Walk(new Api(port));
        String goal = walk.approvedGoal("billing");
        String objective = goal + ".O1";
        Visitor pmo = Visitor.at(port, "pmo");
        String file = "/trails/" + goal + "/case";
        pmo.open(file);

        List<String> few = asked(pmo, file);
        jdbc.sql("""
                        insert into record (at, ref, side, kind, actor, role, element, after)
                        select now(), case when n % 3 = 0 then :goal else :objective end, 'strategy', 'task-completed',
                               (array['exec-billing', 'exec-care', 'controller', 'buyer', 'board-chair'])[1 + n % 5], 'board',
                               'ApproveBoardGoal', '{"decision":"approve"}'
                          from generate_series(1, 300) n""").param("goal", goal).param("objective", objective).update();
        List<String> many = asked(pmo, file);

        System.out.println("| page `/trails/{ref}/case` | " + many.size() + " |");
        assertThat(many).hasSizeLessThanOrEqualTo(few.size()).hasSizeLessThan(20);
        assertThat(CountedDatabase.LOG.writingCommits()).isZero();

        Visitor.Sheet page = pmo.open(file);
        for (String path : List.of(
                page.all("href=\"(/trails/[^\"]+/case/[0-9]+)\"").get(0),
                page.all("href=\"(/trails/[^\"]+/case/process/[^\"]+)\"").get(0))) {
            pmo.open(path);
            List<String> statements = asked(pmo, path);
            System.out.println("| page `" + path.replaceAll("/trails/G[0-9.]+", "/trails/{ref}") + "` | "
                    + statements.size() + " |");
            assertThat(statements).hasSizeBetween(1, 25);
        }
    }

    private static List<String> asked(Visitor visitor, String path) {
        CountedDatabase.LOG.begin();
        assertThat(visitor.open(path).status()).isEqualTo(200);
        return CountedDatabase.LOG.statements();
    }
}
