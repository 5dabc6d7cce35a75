package org.dottedline.sourcing.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.sourcing.Option;
import org.dottedline.sourcing.Rated;
import org.dottedline.sourcing.Sourcing;
import org.dottedline.sourcing.Sourcing.Advice;
import org.dottedline.sourcing.Wanted;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code build-or-buy}: its delegate, and what its tasks mean. */
@Configuration(proxyBeanMethods = false)
public class BuildOrBuy {

    public static final String KEY = "build-or-buy";

    /** Keeps what the table says of each option, and records both sides' figures, which neither was to know of the other until now. */
    @Bean
    @ModelBean
    JavaDelegate recommendSourcing(Sourcing sourcing, Record record) {
        return execution -> {
            Ref ref = Ref.of(execution.getProcessBusinessKey());
            sourcing.rate(ref)
                    .forEach((option, ruling) -> record.write(
                            Entry.of("rule-asked", Side.STRATEGY).in(execution).ruled(ruling.forRecord(option))));
            record.write(Entry.of("options-compared", Side.STRATEGY)
                    .in(execution)
                    .change(
                            null,
                            Map.of(
                                    "options",
                                    Values.plain(sourcing.lastRound(ref).stream()
                                            .map(Rated::row)
                                            .toList()))));
        };
    }

    @Bean
    TaskHandler estimateBuild(Sourcing sourcing, Wanted wanted) {
        return new TaskHandler() {
            @Override
            public String task() {
                return "EstimateBuild";
            }

            @Override
            public Set<String> withheld() {
                return Set.of("oneOff", "yearly", "monthsToLive", "managerHours", "risks");
            }

            @Override
            public Context context(OpenTask task) {
                return design(wanted, task.ref());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                sourcing.offer(task.ref(), List.of(option(Option.BUILD, values)));
                return Outcome.none();
            }
        };
    }

    @Bean
    TaskHandler collectQuotes(Sourcing sourcing, Wanted wanted) {
        return new TaskHandler() {
            @Override
            public String task() {
                return "CollectQuotes";
            }

            @Override
            public Set<String> withheld() {
                return Set.of("quotes");
            }

            @Override
            public Context context(OpenTask task) {
                return design(wanted, task.ref());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                List<Option> quotes = new ArrayList<>();
                Set<String> vendors = new HashSet<>(Set.of(Option.BUILD));
                for (Values row : values.rows("quotes")) {
                    String vendor = row.needText("vendor").strip();
                    if (!vendors.add(vendor.toLowerCase(Locale.ROOT))) {
                        throw new InvalidFields(
                                "quotes[" + quotes.size() + "].vendor",
                                vendor.equalsIgnoreCase(Option.BUILD)
                                        ? "“" + Option.BUILD + "” stands for making it in house; name the vendor."
                                        : vendor + " is here twice.");
                    }
                    quotes.add(option(vendor, row));
                }
                sourcing.offer(task.ref(), quotes);
                return Outcome.none();
            }
        };
    }

    @Bean
    TaskHandler decideSourcing(Sourcing sourcing, Wanted wanted) {
        return new TaskHandler() {
            @Override
            public String task() {
                return "DecideSourcing";
            }

            @Override
            public Context context(OpenTask task) {
                Advice advice = sourcing.advice(task.ref());
                Context context = new Context();
                context.section("options")
                        .fact("advice", advice.words())
                        .fact(
                                "options",
                                advice.options().stream().map(Rated::row).toList());
                return context.section("design").facts(wanted.wanted(task.ref()));
            }

            @Override
            public Map<String, List<Choice>> choices(OpenTask task) {
                return Map.of(
                        "options",
                        sourcing.offered(task.ref()).stream()
                                .map(option -> new Choice(
                                        option.name(),
                                        option.inHouse() ? "Build it in house" : "Buy from " + option.name()))
                                .toList());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                var choice = sourcing.choose(task.ref(), values.needText("option"), values.text("reason"));
                return new Outcome(
                        Map.of("chosen", true, "maker", choice.option().inHouse() ? "delivery" : "sourcing"),
                        Map.of("advised", choice.advised()));
            }
        };
    }

    private static Context design(Wanted wanted, Ref ref) {
        return new Context().section("design").facts(wanted.wanted(ref));
    }

    private static Option option(String name, Values values) {
        return new Option(
                name,
                values.needDecimal("oneOff"),
                values.needDecimal("yearly"),
                values.needInteger("monthsToLive"),
                values.needInteger("managerHours"),
                values.needText("risks"));
    }
}
