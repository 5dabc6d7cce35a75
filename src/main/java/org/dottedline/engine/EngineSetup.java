package org.dottedline.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.SpringTransactionsProcessEngineConfiguration;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.dottedline.time.ApplicationClock;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The engine on Spring's transactions and the application's own database connection, with everything off that the product does
 * not need: scripts, serialized Java objects, expressions in queries, stored filters, telemetry, cases.
 */
@Configuration(proxyBeanMethods = false)
class EngineSetup {

    /** Back-off for a job that failed, such as a handover whose receiver is not ready yet; then it becomes an incident. */
    static final String RETRIES = "PT1S,PT2S,PT5S,PT15S,PT1M,PT5M,PT15M";

    @Bean
    ModelBeans modelBeans(ListableBeanFactory factory) {
        return new ModelBeans(factory);
    }

    @Bean
    RuleTrace ruleTrace() {
        return new RuleTrace();
    }

    @Bean
    ThreadPoolTaskExecutor jobThreads() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(3);
        threads.setMaxPoolSize(3);
        threads.setQueueCapacity(12);
        threads.setThreadNamePrefix("job-");
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(4);
        return threads;
    }

    @Bean
    SpringJobExecutor jobExecutor(
            ThreadPoolTaskExecutor jobThreads, @Value("${dottedline.jobs.lock:60s}") Duration lock) {
        SpringJobExecutor executor = new SpringJobExecutor();
        executor.setTaskExecutor(jobThreads);
        executor.setMaxJobsPerAcquisition(6);
        executor.setLockTimeInMillis(Math.toIntExact(lock.toMillis()));
        executor.setWaitTimeInMillis(500);
        executor.setMaxWait(2_000);
        executor.setBackoffTimeInMillis(25);
        executor.setMaxBackoff(1_000);
        return executor;
    }

    @Bean
    ProcessEngineConfigurationImpl engineConfiguration(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            SpringJobExecutor jobExecutor,
            ModelBeans modelBeans,
            RuleTrace ruleTrace,
            ObjectProvider<BpmnParseListener> parseListeners) {
        GuardedConfiguration engine = new GuardedConfiguration();
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactions);
        engine.setDatabaseType("postgres");
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setProcessEngineName("dotted-line");
        engine.setIdGenerator(new TimeOrderedIds());
        engine.setHistory(HistoryLevel.HISTORY_LEVEL_FULL.getName());
        engine.setHistoryTimeToLive("P3650D");
        engine.setEnforceHistoryTimeToLive(true);
        engine.setHistoryCleanupEnabled(false);
        // Without clean-up nobody reads removal times, which the engine would write to fifteen tables whenever a
        // process ends.
        engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        engine.setExpressionManager(new GuardedExpressions(modelBeans));
        engine.setBeans(modelBeans);
        engine.setScriptEngineResolver(new NoScriptEngines());
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setQueryMaxResultsLimit(500);
        engine.setTaskMetricsEnabled(false);
        engine.setMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setCmmnEnabled(false);
        engine.setAuthorizationEnabled(false);
        engine.setFailedJobRetryTimeCycle(RETRIES);
        // What a job or a step logs is found by the reference of its trail. The other marks of the engine say nothing
        // to people.
        engine.setLoggingContextBusinessKey("ref");
        engine.setLoggingContextActivityId(null);
        engine.setLoggingContextApplicationName(null);
        engine.setLoggingContextProcessDefinitionId(null);
        engine.setLoggingContextProcessInstanceId(null);
        engine.setLoggingContextTenantId(null);
        engine.setLoggingContextEngineName(null);
        engine.setJobExecutor(jobExecutor);
        engine.setJobExecutorActivate(false);
        // While nodes are replaced one by one, an old one leaves alone what belongs to models that it does not know.
        engine.setJobExecutorDeploymentAware(true);
        engine.setCustomPreCommandInterceptorsTxRequired(new ArrayList<>(List.of(new QueryGuard())));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(new ArrayList<>(List.of(new QueryGuard())));
        List<BpmnParseListener> listeners =
                new ArrayList<>(parseListeners.orderedStream().toList());
        listeners.add(new NoScripts());
        engine.setCustomPostBPMNParseListeners(listeners);
        DefaultDmnEngineConfiguration tables =
                (DefaultDmnEngineConfiguration) DefaultDmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        tables.setCustomPostDecisionTableEvaluationListeners(new ArrayList<>(List.of(ruleTrace)));
        engine.setDmnEngineConfiguration(tables);
        return engine;
    }

    @Bean(destroyMethod = "close")
    ProcessEngine processEngine(ProcessEngineConfigurationImpl engineConfiguration, ApplicationClock clock) {
        clock.follow(distance -> ClockUtil.offset(distance.toMillis()));
        return engineConfiguration.buildProcessEngine();
    }

    @Bean
    RuntimeService runtimeService(ProcessEngine engine) {
        return engine.getRuntimeService();
    }

    @Bean
    RepositoryService repositoryService(ProcessEngine engine) {
        return engine.getRepositoryService();
    }

    @Bean
    TaskService taskService(ProcessEngine engine) {
        return engine.getTaskService();
    }

    @Bean
    IdentityService identityService(ProcessEngine engine) {
        return engine.getIdentityService();
    }

    @Bean
    ManagementService managementService(ProcessEngine engine) {
        return engine.getManagementService();
    }

    @Bean
    DecisionService decisionService(ProcessEngine engine) {
        return engine.getDecisionService();
    }

    @Bean
    HistoryService historyService(ProcessEngine engine) {
        return engine.getHistoryService();
    }

    /** Keeps Java objects out of the database: the serializer for them takes transient values alone. */
    private static final class GuardedConfiguration extends SpringTransactionsProcessEngineConfiguration {

        @Override
        protected void initSerialization() {
            super.initSerialization();
            var standard = getVariableSerializers().getSerializerByName(TransientObjects.NAME);
            int place = getVariableSerializers().getSerializerIndexByName(TransientObjects.NAME);
            getVariableSerializers().removeSerializer(standard);
            getVariableSerializers().addSerializer(new TransientObjects(), place);
        }
    }

    private static final class TransientObjects
            extends org.camunda.bpm.engine.impl.variable.serializer.JavaObjectSerializer {

        @Override
        public boolean canHandle(TypedValue value) {
            return value.isTransient() && super.canHandle(value);
        }
    }
}
