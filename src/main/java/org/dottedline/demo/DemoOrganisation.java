package org.dottedline.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dottedline.database.StartFailure;
import org.dottedline.funding.CommunityMoney;
import org.dottedline.people.Founding;
import org.dottedline.people.Grant;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Gives a new installation its people before it answers a request: those of the story, or with {@code DOTTEDLINE_DEMO=off}
 * the first administrator.
 */
@Service
public class DemoOrganisation implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(DemoOrganisation.class);

    private static final List<Unit> UNITS = List.of(
            new Unit("billing", UnitKind.LOB, "Billing Products", List.of()),
            new Unit("care", UnitKind.LOB, "Customer Care", List.of()),
            new Unit(
                    "developers",
                    UnitKind.COMMUNITY,
                    "Developer Community",
                    List.of("customers", "partners", "employees")),
            new Unit(
                    "users",
                    UnitKind.COMMUNITY,
                    "User Community",
                    List.of("customers", "partners", "employees", "prospects")));

    private static final List<Person> PERSONS = List.of(
            person("board-secretary", "Ruth Okafor", Role.BOARD, null),
            person("board-chair", "Henrik Lund", Role.BOARD, null),
            person("exec-billing", "Priya Nair", Role.LOB_EXECUTIVE, "billing"),
            person("exec-care", "Tomás Herrera", Role.LOB_EXECUTIVE, "care"),
            person("strategist-billing", "Anna Keller", Role.STRATEGIST, "billing"),
            person("strategist-care", "Kofi Mensah", Role.STRATEGIST, "care"),
            person("controller", "Mei Tanaka", Role.FINANCE, null),
            person("buyer", "Lucas Moreau", Role.SOURCING, null),
            person("delivery-lead", "Ines Duarte", Role.DELIVERY, null),
            person("cm-developers", "Maya Whitaker", Role.COMMUNITY_MANAGER, "developers"),
            person("cm-users", "Leila Haddad", Role.COMMUNITY_MANAGER, "users"),
            person("pmo", "Greta Novak", Role.PMO, null),
            person("admin", "Jonas Berg", Role.ADMINISTRATOR, null));

    private final Founding founding;
    private final CommunityMoney money;
    private final String mode;
    private final String adminLogin;
    private final String adminPassword;

    DemoOrganisation(
            Founding founding,
            CommunityMoney money,
            @Value("${dottedline.demo:story}") String mode,
            @Value("${dottedline.admin.login:}") String adminLogin,
            @Value("${dottedline.admin.password:}") String adminPassword) {
        this.founding = founding;
        this.money = money;
        this.mode = mode;
        this.adminLogin = adminLogin;
        this.adminPassword = adminPassword;
    }

    @Override
    public void afterSingletonsInstantiated() {
        switch (mode) {
            case "story", "organisation" -> foundDemo();
            case "off" -> foundRealOrganisation();
            default ->
                throw new StartFailure(
                        "DOTTEDLINE_DEMO is “" + mode + "”, which says nothing",
                        "set it to story, organisation or off");
        }
    }

    private void foundDemo() {
        if (!founding.demo(UNITS, PERSONS) && !founding.hasDemoPersons()) {
            LOG.info("This database belongs to a real organisation: no demo is added to it.");
            return;
        }
        money.foundDemo();
    }

    private void foundRealOrganisation() {
        if (founding.hasDemoPersons()) {
            throw new StartFailure(
                    "This database holds persons of the demo, whose passwords everybody knows",
                    "start with DOTTEDLINE_DEMO=off on a new database or data folder, or without it to go on with the demo");
        }
        if (founding.hasAdministrator()) {
            return;
        }
        if (adminLogin.isEmpty() || adminPassword.isEmpty()) {
            LOG.warn("Nobody can sign in yet: start with DOTTEDLINE_ADMIN_LOGIN and DOTTEDLINE_ADMIN_PASSWORD once.");
            return;
        }
        if (!People.isLogin(adminLogin)) {
            throw new StartFailure(
                    "DOTTEDLINE_ADMIN_LOGIN is not a login",
                    "use small letters, digits, dots and hyphens, a letter first, 60 at most");
        }
        if (adminPassword.getBytes(StandardCharsets.UTF_8).length > 72) {
            throw new StartFailure("DOTTEDLINE_ADMIN_PASSWORD is too long", "use at most 72 bytes");
        }
        if (adminPassword.length() < 12) {
            LOG.warn("DOTTEDLINE_ADMIN_PASSWORD is short: change it once signed in.");
        }
        founding.administrator(adminLogin, adminPassword);
    }

    private static Person person(String login, String name, Role role, @Nullable String unit) {
        return new Person(login, name, List.of(new Grant(role, unit)));
    }
}
