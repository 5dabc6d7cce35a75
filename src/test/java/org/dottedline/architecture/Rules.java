package org.dottedline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.dottedline.tasklist.Deadlines;
import org.dottedline.tasklist.TaskGate;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** What the design says about who may use what. */
final class Rules {

    static final ArchRule THE_ENGINE_IS_KNOWN_IN_FEW_ROOMS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..process..", "org.dottedline.engine..", "org.dottedline.tasklist..", "org.dottedline.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("moving to a maintained fork of the engine must stay a mechanical step");

    /** That two actions met is read from the database's error; whoever does that asks it nothing. */
    static final ArchRule TABLES_ARE_KNOWN_TO_PERSISTENCE_ALONE = noClasses()
            .that()
            .resideOutsideOfPackages("..persistence..", "org.dottedline.database..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "org.postgresql..")
                    .and(not(equivalentTo(SQLException.class))));

    static final ArchRule PERSISTENCE_LOOKS_NEITHER_AT_PAGES_NOR_AT_PROCESSES = noClasses()
            .that()
            .resideInAPackage("..persistence..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.dottedline..web..", "org.dottedline..process..", "org.dottedline.api")
                            .and(not(resideInAnyPackage("..persistence.."))));

    static final ArchRule THE_DOMAIN_DOES_NOT_KNOW_ITS_PAGES = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "org.dottedline.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dottedline..web..", "org.dottedline.api..");

    /** Who has a task and whether it is done is the gate's alone; when it is due is {@link Deadlines}' to say. */
    static final ArchRule ONLY_THE_GATE_CHANGES_TASKS = CompositeArchRule.of(noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(TaskGate.class.getName())
                    .should()
                    .callCodeUnitWhere(target(owner(assignableTo(TaskService.class)))
                            .and(target(nameMatching("(?!createTaskQuery$|setDueDate$).*")))))
            .and(noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(Deadlines.class.getName())
                    .should()
                    .callCodeUnitWhere(
                            target(owner(assignableTo(TaskService.class))).and(target(name("setDueDate")))));

    static final ArchRule NOBODY_GOES_AROUND_THE_GATE = noClasses()
            .should()
            .callCodeUnitWhere(calls(FormService.class, ".*"))
            .orShould()
            .callCodeUnitWhere(calls(FilterService.class, ".*"))
            .orShould()
            .callCodeUnitWhere(calls(ExternalTaskService.class, ".*"))
            .orShould()
            .callCodeUnitWhere(
                    calls(TaskService.class, "(set|remove)Variable.*|handle.*|.*WithVariablesInReturn|resolveTask"))
            .orShould()
            .callCodeUnitWhere(
                    calls(
                            RuntimeService.class,
                            "(set|remove)Variable.*|delete.*|signal.*|createSignalEvent|create.*Modification"
                                    + "|restartProcessInstances|messageEventReceived.*|correlateMessage.*|createConditionEvaluation"))
            .orShould()
            .callCodeUnitWhere(calls(MessageCorrelationBuilder.class, "correlateAll.*"));

    static final ArchRule NEWS_IS_HEARD_IN_THE_TRANSACTION_THAT_MAKES_IT = noMethods()
            .should()
            .beMetaAnnotatedWith(TransactionalEventListener.class)
            .orShould()
            .beMetaAnnotatedWith(Async.class);

    static final ArchRule LISTENERS_NEED_THAT_TRANSACTION = methods()
            .that()
            .areAnnotatedWith(EventListener.class)
            .and()
            .haveRawParameterTypes(new DescribedPredicate<List<JavaClass>>("news of a module") {
                @Override
                public boolean test(List<JavaClass> types) {
                    return types.stream().anyMatch(type -> type.getPackageName().startsWith("org.dottedline"));
                }
            })
            .should()
            .beAnnotatedWith(new DescribedPredicate<JavaAnnotation<?>>("@Transactional(MANDATORY)") {
                @Override
                public boolean test(JavaAnnotation<?> annotation) {
                    return annotation.getRawType().isEquivalentTo(Transactional.class)
                            && annotation.as(Transactional.class).propagation() == Propagation.MANDATORY;
                }
            });

    static final ArchRule DATES_OF_THE_ENGINE_STAY_AT_ITS_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages("..process..", "org.dottedline.engine..", "org.dottedline.tasklist")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Date.class);

    /**
     * All time is the application's. When somebody signed in is real time on purpose: setting the product's clock back must not
     * keep an old session alive.
     */
    static final ArchRule THERE_IS_ONE_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages("org.dottedline.time..", "org.dottedline.web.security..")
            .should()
            .callCodeUnitWhere(target(owner(resideInAPackage("java.time.."))).and(target(name("now"))))
            .orShould()
            .callCodeUnitWhere(calls(Clock.class, "(system|tick).*"))
            .orShould()
            .callCodeUnitWhere(calls(System.class, "currentTimeMillis"))
            .orShould()
            .callConstructor(Date.class);

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String methods) {
        DescribedPredicate<? super CodeUnitCallTarget> called = owner(assignableTo(type))
                .<CodeUnitCallTarget>forSubtype()
                .and(nameMatching(methods).forSubtype());
        return target(called).as("%s.%s", type.getSimpleName(), methods);
    }

    private Rules() {}
}
