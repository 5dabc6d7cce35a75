package org.dottedline.people.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Listing;
import org.dottedline.api.Sent;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Saved;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lines of business and communities, for administrators. */
@RestController
@RequestMapping("/api/v1/units")
class UnitsApi {

    private final People people;

    UnitsApi(People people) {
        this.people = people;
    }

    @GetMapping
    Listing<UnitShown> list(
            Person person,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        return Listing.of(people.units(person, Listing.after(after), most + 1), most, Unit::id, UnitShown::new);
    }

    @GetMapping("/{id}")
    UnitShown one(Person person, @PathVariable String id) {
        return new UnitShown(people.unit(person, id));
    }

    @PutMapping("/{id}")
    ResponseEntity<UnitShown> save(
            Person person, @PathVariable String id, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("kind", "name", "groups"));
        String kind = sent.text("kind");
        String name = sent.text("name");
        List<String> groups = sent.texts("groups");
        sent.check();
        Saved<Unit> saved = people.saveUnit(person, id, kind, name, groups);
        UnitShown shown = new UnitShown(saved.now());
        return saved.added()
                ? ResponseEntity.created(URI.create("/api/v1/units/" + id)).body(shown)
                : ResponseEntity.ok(shown);
    }

    /** A unit; a line of business has no member groups to show. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UnitShown(
            String id, String kind, String name, @Nullable List<String> groups) {

        UnitShown(Unit unit) {
            this(unit.id(), unit.kind().word(), unit.name(), unit.kind() == UnitKind.COMMUNITY ? unit.groups() : null);
        }
    }
}
