package org.dottedline.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dottedline.check.persistence.InvariantTables;
import org.dottedline.check.process.DeployedModels;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What always holds over the whole database, between any two actions. All of it is asked at one moment: in one transaction that
 * reads alone and sees one state.
 */
@Service
public class Invariants {

    private final InvariantTables tables;
    private final TransactionTemplate moment;
    private volatile @Nullable Read read;

    /** The models that were read last, and which they were. */
    private record Read(Set<String> ids, DeployedModels models) {}

    /**
     * What was checked.
     *
     * @param findings what does not hold, empty where all is well
     * @param invariants how many were asked
     * @param rows how many rows they looked at
     */
    public record Report(List<Finding> findings, int invariants, long rows) {}

    public Invariants(InvariantTables tables, PlatformTransactionManager transactions) {
        this.tables = tables;
        this.moment = new TransactionTemplate(transactions);
        moment.setReadOnly(true);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** What does not hold; empty where all is well. A handover or a step on its way is well. */
    public List<Finding> findings() {
        return moment.execute(status -> tables.findings(said()));
    }

    /** The same, with how much was looked at. */
    public Report report() {
        return moment.execute(status ->
                new Report(tables.findings(said()), InvariantTables.names().size(), tables.rows()));
    }

    private Map<String, String[]> said() {
        DeployedModels models = models();
        return Map.of(
                "later", column(models.pairs(), DeployedModels.Pair::later),
                "earlier", column(models.pairs(), DeployedModels.Pair::earlier),
                "processes", column(models.receivers(), DeployedModels.Receiver::process),
                "elements", column(models.receivers(), DeployedModels.Receiver::element),
                "messages", column(models.receivers(), DeployedModels.Receiver::message));
    }

    private DeployedModels models() {
        Read known = read;
        Set<String> ids = Set.copyOf(tables.modelIds());
        if (known == null || !known.ids().equals(ids)) {
            known = new Read(ids, DeployedModels.read(tables.models().values()));
            read = known;
        }
        return known.models();
    }

    private static <T> String[] column(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
