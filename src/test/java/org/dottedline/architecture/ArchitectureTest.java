package org.dottedline.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.dottedline.DottedLine;
import org.dottedline.architecture.broken.persistence.LooksUp;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.AsksForTheDay;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.AsksForTheMoment;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.CompletesTasks;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.DeletesInstances;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.HasAClock;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.ListensElsewhere;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.ListensInWhateverTransaction;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.ListensTooLate;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.MakesADate;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.MovesDueDates;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.MovesTokens;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.ReadsTables;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.SendsSignals;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.SetsVariables;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.SubmitsForms;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.ThrowsErrors;
import org.dottedline.architecture.broken.web.GoesAroundTheGate.WakesEverybody;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(DottedLine.class);

    /** Also draws the modules and lists what each offers, below {@code target/spring-modulith-docs}. */
    @Test
    void everyRoomLeansOnlyOnWhatOthersOffer() {
        ApplicationModules modules = ApplicationModules.of(DottedLine.class);

        modules.verify();

        new Documenter(modules).writeModulesAsPlantUml().writeModuleCanvases();
    }

    @Test
    void everyRoomSaysWhatItIsForAndIsNullMarked() {
        assertThat(PRODUCT.getPackage("org.dottedline").getSubpackagesInTree().stream()
                        .filter(room -> !room.getClasses().isEmpty())
                        .filter(room -> !room.isAnnotatedWith(NullMarked.class)))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeepsTheRule(ArchRule rule) {
        rule.check(PRODUCT);
    }

    static List<ArchRule> rules() {
        return List.of(
                Rules.THE_ENGINE_IS_KNOWN_IN_FEW_ROOMS,
                Rules.TABLES_ARE_KNOWN_TO_PERSISTENCE_ALONE,
                Rules.PERSISTENCE_LOOKS_NEITHER_AT_PAGES_NOR_AT_PROCESSES,
                Rules.THE_DOMAIN_DOES_NOT_KNOW_ITS_PAGES,
                Rules.ONLY_THE_GATE_CHANGES_TASKS,
                Rules.NOBODY_GOES_AROUND_THE_GATE,
                Rules.NEWS_IS_HEARD_IN_THE_TRANSACTION_THAT_MAKES_IT,
                Rules.LISTENERS_NEED_THAT_TRANSACTION,
                Rules.DATES_OF_THE_ENGINE_STAY_AT_ITS_EDGE,
                Rules.THERE_IS_ONE_CLOCK);
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachOfTheRuleIsSeen(Class<?> breach, ArchRule rule) {
        JavaClasses broken = new ClassFileImporter().importClasses(breach);

        assertThat(rule.evaluate(broken).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                arguments(CompletesTasks.class, Rules.THE_ENGINE_IS_KNOWN_IN_FEW_ROOMS),
                arguments(ReadsTables.class, Rules.TABLES_ARE_KNOWN_TO_PERSISTENCE_ALONE),
                arguments(LooksUp.class, Rules.PERSISTENCE_LOOKS_NEITHER_AT_PAGES_NOR_AT_PROCESSES),
                arguments(LooksUp.class, Rules.THE_DOMAIN_DOES_NOT_KNOW_ITS_PAGES),
                arguments(CompletesTasks.class, Rules.ONLY_THE_GATE_CHANGES_TASKS),
                arguments(MovesDueDates.class, Rules.ONLY_THE_GATE_CHANGES_TASKS),
                arguments(SubmitsForms.class, Rules.NOBODY_GOES_AROUND_THE_GATE),
                arguments(SetsVariables.class, Rules.NOBODY_GOES_AROUND_THE_GATE),
                arguments(ThrowsErrors.class, Rules.NOBODY_GOES_AROUND_THE_GATE),
                arguments(MovesTokens.class, Rules.NOBODY_GOES_AROUND_THE_GATE),
                arguments(DeletesInstances.class, Rules.NOBODY_GOES_AROUND_THE_GATE),
                arguments(SendsSignals.class, Rules.NOBODY_GOES_AROUND_THE_GATE),
                arguments(WakesEverybody.class, Rules.NOBODY_GOES_AROUND_THE_GATE),
                arguments(ListensTooLate.class, Rules.NEWS_IS_HEARD_IN_THE_TRANSACTION_THAT_MAKES_IT),
                arguments(ListensElsewhere.class, Rules.NEWS_IS_HEARD_IN_THE_TRANSACTION_THAT_MAKES_IT),
                arguments(ListensInWhateverTransaction.class, Rules.LISTENERS_NEED_THAT_TRANSACTION),
                arguments(MakesADate.class, Rules.DATES_OF_THE_ENGINE_STAY_AT_ITS_EDGE),
                arguments(AsksForTheMoment.class, Rules.THERE_IS_ONE_CLOCK),
                arguments(AsksForTheDay.class, Rules.THERE_IS_ONE_CLOCK),
                arguments(HasAClock.class, Rules.THERE_IS_ONE_CLOCK),
                arguments(MakesADate.class, Rules.THERE_IS_ONE_CLOCK));
    }
}
