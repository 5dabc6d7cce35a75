package org.dottedline.people.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import org.dottedline.ProductTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class PeopleApiTest {

    @Autowired
    WebApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    MockMvc api;

    @BeforeEach
    void theApi() {
        api = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    @AfterEach
    void nobodyStays() {
        jdbc.sql("delete from role_grant where person like 'test.%'").update();
        jdbc.sql("delete from person where login like 'test.%'").update();
        jdbc.sql("delete from member_group where community like 'test-%'").update();
        jdbc.sql("delete from unit where id like 'test-%'").update();
    }

    @Test
    void anAdministratorAddsAPersonAndChangesTheirRoles() throws Exception {
        save("admin", "test.new", "{'name':'New Person','roles':['strategist.billing','strategist.care']}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/people/test.new"))
                .andExpect(jsonPath("$.side").value("strategy"))
                .andExpect(jsonPath("$.roles", contains("strategist.billing", "strategist.care")));

        save("admin", "test.new", "{'name':'New Person','roles':['community-manager.users']}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.side").value("community"));

        call("admin", "/api/v1/people/test.new").andExpect(content().json("""
                                {"login":"test.new","name":"New Person","side":"community","enabled":true,
                                 "roles":["community-manager.users"]}
                                """));
    }

    @Test
    void eachChangeIsInTheRecordWithWhatWasBefore() throws Exception {
        save("admin", "test.new", "{'name':'New Person','roles':['board']}");
        save("admin", "test.new", "{'name':'New Person','roles':[],'password':'correct horse battery'}");

        List<String> entries = jdbc.sql("""
                        select concat_ws(' ', kind, actor, role, before->>'roles', after->>'roles', after->>'password')
                          from record where after->>'login' = 'test.new' order by seq
                        """).query(String.class).list();
        assertThat(entries)
                .containsExactly(
                        "person-added admin administrator [\"board\"]",
                        "person-changed admin administrator [\"board\"] [] changed");
        assertThat(jdbc.sql(
                                "select count(*) from record where after::text like '%bcrypt%' or after::text like '%horse%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() throws Exception {
        long before = records();

        save("admin", "test.both", "{'name':'Both','roles':['board','community-manager.users']}")
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:dottedline:rule"))
                .andExpect(jsonPath("$.detail").value(startsWith("One person never holds roles of two sides")))
                .andExpect(jsonPath("$.errors[0].field").value("roles"));
        save("admin", "admin", "{'name':'Jonas Berg','roles':['administrator','board']}")
                .andExpect(status().is4xxClientError());

        assertThat(records()).isEqualTo(before);
        call("admin", "/api/v1/people/test.both").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pmo", "board-chair", "cm-users", "exec-billing"})
    void othersAreRefused(String login) throws Exception {
        save(login, login, "{'name':'Me','roles':['administrator']}")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:dottedline:forbidden"));
        call(login, "/api/v1/people").andExpect(status().isForbidden());
        call(login, "/api/v1/people/admin").andExpect(status().isForbidden());
        call(login, "/api/v1/units").andExpect(status().isForbidden());
        unit(login, "test-unit", "{'kind':'lob','name':'Mine'}").andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'A','roles':['board'],'admin':true}       | admin",
                "{'name':'A','roles':['board'],'__proto__':{}}     | __proto__",
                "{'name':{'$ne':''},'roles':['board']}             | name",
                "{'name':['A'],'roles':['board']}                  | name",
                "{'name':'A\\u0000','roles':['board']}             | name",
                "{'roles':['board']}                               | name",
                "{'name':'A'}                                      | roles",
                "{'name':'A','roles':'board'}                      | roles",
                "{'name':'A','roles':[null]}                       | roles",
                "{'name':'A','roles':[{'role':'board'}]}           | roles",
                "{'name':'A','roles':['board.']}                   | roles",
                "{'name':'A','roles':['strategist.x\\u0000']}      | roles",
                "{'name':'A','roles':['board'],'enabled':'no'}     | enabled",
                "{'name':'A','roles':['board'],'password':'short'} | password",
            })
    void aFieldOfTheWrongKindIsNamed(String body, String field) throws Exception {
        save("admin", "test.new", body)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type").value("urn:dottedline:fields"))
                .andExpect(jsonPath("$.errors[*].field", hasItem(field)));
        call("admin", "/api/v1/people/test.new").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nonsense", "{'name':", "'text'", "null", "7"})
    void aBodyThatIsNoneIsRefused(String body) throws Exception {
        save("admin", "test.new", body).andExpect(status().isUnprocessableContent());
    }

    @Test
    void jsonSentAsTextIsRefused() throws Exception {
        api.perform(put("/api/v1/people/test.new")
                        .with(httpBasic("admin", "admin"))
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("{\"name\":\"A\",\"roles\":[]}"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void aListIsReadPartByPart() throws Exception {
        List<String> logins = new ArrayList<>();
        String next = "";
        int parts = 0;
        do {
            JsonNode part = JsonMapper.shared()
                    .readTree(call("admin", "/api/v1/people?limit=5&after=" + next)
                            .andExpect(status().isOk())
                            .andReturn()
                            .getResponse()
                            .getContentAsString());
            part.get("items").forEach(item -> logins.add(item.get("login").asString()));
            next = part.get("next").isNull() ? "" : part.get("next").asString();
            parts++;
        } while (!next.isEmpty());

        assertThat(logins)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        jdbc.sql("select login from person").query(String.class).list());
        assertThat(parts).isEqualTo((logins.size() + 4) / 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=1000000000",
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=ten",
                "limit=1e2",
                "after=' or 1=1 --",
                "after=%00",
                "after=${7*7}"
            })
    void aListAsksForNothingElse(String query) throws Exception {
        api.perform(get("/api/v1/people?"
                                + query.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D"))
                        .with(httpBasic("admin", "admin")))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void anAdministratorAddsAUnitWithItsMemberGroups() throws Exception {
        unit("admin", "test-guild", "{'kind':'community','name':'Guild','groups':['partners','customers']}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/units/test-guild"));
        unit("admin", "test-guild", "{'kind':'community','name':'The guild'}")
                .andExpect(status().isOk())
                .andExpect(content().json("""
                                {"id":"test-guild","kind":"community","name":"The guild","groups":["partners","customers"]}
                                """));
        unit("admin", "test-line", "{'kind':'lob','name':'Line'}")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.groups").doesNotExist());
        save("admin", "test.new", "{'name':'New','roles':['community-manager.test-guild']}")
                .andExpect(status().isCreated());

        unit("admin", "test-line", "{'kind':'team','name':'Line'}")
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].field").value("kind"));
        call("admin", "/api/v1/units")
                .andExpect(jsonPath("$.items[*].id", hasItem("test-guild")))
                .andExpect(jsonPath("$.next").isEmpty());
    }

    private ResultActions save(String by, String login, String body) throws Exception {
        return send(by, "/api/v1/people/" + login, body);
    }

    private ResultActions unit(String by, String id, String body) throws Exception {
        return send(by, "/api/v1/units/" + id, body);
    }

    private ResultActions send(String by, String path, String body) throws Exception {
        return api.perform(put(path)
                .with(httpBasic(by, by))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.replace('\'', '"')));
    }

    private ResultActions call(String by, String path) throws Exception {
        return api.perform(get(path).with(httpBasic(by, by)));
    }

    private long records() {
        return jdbc.sql("select count(*) from record").query(Long.class).single();
    }
}
