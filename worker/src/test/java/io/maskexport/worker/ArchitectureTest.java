package io.maskexport.worker;

import java.util.concurrent.TimeUnit;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.maskexport.worker.work.StopSignal;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which packages of the worker may depend on which, and what each hides from the others. */
@AnalyzeClasses(packages = "io.maskexport.worker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_know_only_what_lies_below = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("work").definedBy("..worker.work..")
            .layer("tracing").definedBy("..worker.tracing..")
            .layer("failure").definedBy("..worker.failure..")
            .layer("ops").definedBy("..worker.ops..")
            .layer("manifest").definedBy("..worker.manifest..")
            .layer("local").definedBy("..worker.local..")
            .layer("bucket").definedBy("..worker.bucket..")
            .layer("settings").definedBy("..worker.settings..")
            .layer("intake").definedBy("..worker.intake..")
            .layer("fairness").definedBy("..worker.fairness..")
            .layer("plan").definedBy("..worker.plan..")
            .layer("protocol").definedBy("..worker.protocol..")
            .layer("verify").definedBy("..worker.verify..")
            .layer("preview").definedBy("..worker.preview..")
            .layer("events").definedBy("..worker.events..")
            .layer("metrics").definedBy("..worker.metrics..")
            .layer("service").definedBy("..worker.service..")
            .layer("status").definedBy("..worker.status..")
            .layer("page").definedBy("..worker.page..")
            .layer("client").definedBy("..worker.client..")
            .layer("follow").definedBy("..worker.follow..")
            .layer("commands").definedBy("..worker.commands..", "io.maskexport.worker")
            .whereLayer("work").mayNotAccessAnyLayer()
            .whereLayer("tracing").mayNotAccessAnyLayer()
            .whereLayer("failure").mayOnlyAccessLayers("work")
            .whereLayer("ops").mayNotAccessAnyLayer()
            .whereLayer("manifest").mayNotAccessAnyLayer()
            .whereLayer("local").mayOnlyAccessLayers("manifest")
            .whereLayer("bucket").mayOnlyAccessLayers("failure")
            .whereLayer("settings").mayOnlyAccessLayers("tracing", "bucket")
            .whereLayer("intake").mayOnlyAccessLayers("work", "failure", "settings")
            .whereLayer("fairness").mayOnlyAccessLayers("work", "failure", "settings", "intake")
            .whereLayer("plan").mayOnlyAccessLayers("failure", "manifest", "bucket")
            .whereLayer("protocol").mayOnlyAccessLayers("work", "tracing", "failure", "manifest", "bucket", "plan")
            .whereLayer("verify").mayOnlyAccessLayers("failure", "bucket")
            .whereLayer("preview").mayOnlyAccessLayers("ops", "verify")
            .whereLayer("events").mayOnlyAccessLayers("tracing", "failure", "settings", "protocol")
            .whereLayer("metrics").mayOnlyAccessLayers("tracing", "failure", "bucket", "settings", "intake",
                    "protocol")
            .whereLayer("page").mayOnlyAccessLayers("failure", "ops", "status")
            .whereLayer("status").mayOnlyAccessLayers("failure", "manifest", "bucket", "plan")
            .whereLayer("client").mayOnlyAccessLayers("failure", "settings", "events")
            .whereLayer("follow").mayOnlyAccessLayers("failure", "manifest", "bucket", "verify", "client")
            .whereLayer("service").mayOnlyBeAccessedByLayers("commands")
            .whereLayer("commands").mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packages_form_no_cycle = slices().matching("io.maskexport.worker.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_bucket_knows_its_client = noClasses().that()
            .resideOutsideOfPackage("..worker.bucket..").should()
            .dependOnClassesThat().resideInAnyPackage("io.minio..", "okhttp3..");

    @ArchTest
    static final ArchRule only_tracing_knows_its_library = noClasses().that()
            .resideOutsideOfPackage("..worker.tracing..").should()
            .dependOnClassesThat().resideInAPackage("io.opentelemetry..");

    /** Spans start where a record, a plan or a part does; events, tasks and exemplars only say which one is current. */
    @ArchTest
    static final ArchRule spans_start_in_few_places = noClasses().that()
            .resideOutsideOfPackage("..worker.tracing..").and()
            .haveNameNotMatching(".*\\.(RecordDispatcher|ExportProtocol|PartUploads)(\\$.*)?").should()
            .dependOnClassesThat().haveSimpleName("SpanName");

    @ArchTest
    static final ArchRule the_protocol_talks_through_ports = noClasses().that()
            .resideInAnyPackage("..worker.plan..", "..worker.manifest..", "..worker.protocol..", "..worker.verify..",
                    "..worker.work..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.minio..", "okhttp3..",
                    "io.micrometer..");

    @ArchTest
    static final ArchRule failure_knows_nothing_of_the_worker_but_its_stop_signal = classes().that()
            .resideInAPackage("..worker.failure..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.maskexport.worker.failure..", "io.maskexport.worker.work..",
                    "io.maskexport.contracts..",
                    "io.maskexport.defect..", "org.jspecify..", "org.apache.kafka.common.errors..");

    /** No other package sees how errors are classified, the retry budget or the circuit breaker. */
    @ArchTest
    static final ArchRule failure_alone_decides_on_retries = classes().that()
            .haveNameMatching(".*\\.worker\\.failure\\.(RetryDecision|RetryBudget|CircuitBreaker).*").should()
            .onlyBeAccessed().byAnyPackage("..worker.failure..");

    /** All waiting uses its port, and ends when the worker is told to stop. */
    @ArchTest
    static final ArchRule failure_alone_sleeps = noClasses().that().resideOutsideOfPackage("..worker.failure..")
            .should().callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(type(Thread.class)))
                    .and(JavaCall.Predicates.target(HasName.Predicates.name("sleep"))))
            .orShould().callMethod(StopSignal.class, "await", long.class, TimeUnit.class);

    @ArchTest
    static final ArchRule intake_does_not_know_what_records_mean = noClasses().that()
            .resideInAPackage("..worker.intake..").should()
            .dependOnClassesThat().resideInAPackage("io.maskexport.contracts..");
}
