package io.maskexport.worker;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** What each package of the worker says that it may depend on. */
@AnalyzeClasses(packages = "io.maskexport.worker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_form_no_cycle = slices().matching("io.maskexport.worker.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_bucket_knows_its_client = noClasses().that()
            .resideOutsideOfPackage("..worker.bucket..").should()
            .dependOnClassesThat().resideInAnyPackage("io.minio..", "okhttp3..");

    @ArchTest
    static final ArchRule the_protocol_talks_through_ports = noClasses().that()
            .resideInAnyPackage("..worker.protocol..", "..worker.verify..", "..worker.failure..").should()
            .dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.minio..", "okhttp3..",
                    "io.micrometer..", "..worker.events..", "..worker.metrics..", "..worker.ops..",
                    "..worker.service..",
                    "..worker.commands..");

    @ArchTest
    static final ArchRule failure_knows_nothing_of_the_worker = classes().that().resideInAPackage("..worker.failure..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.maskexport.worker.failure..", "io.maskexport.contracts..",
                    "io.maskexport.defect..", "org.jspecify..");

    /** The verdict on an error, the budget of retries and the breaker are seen by no other package. */
    @ArchTest
    static final ArchRule failure_alone_decides_on_retries = classes().that()
            .haveNameMatching(".*\\.worker\\.failure\\.(Verdict|RetryBudget|Breaker).*").should()
            .onlyBeAccessed().byAnyPackage("..worker.failure..");

    @ArchTest
    static final ArchRule intake_does_not_know_what_records_mean = noClasses().that()
            .resideInAPackage("..worker.intake..").should()
            .dependOnClassesThat().resideInAnyPackage("io.maskexport.contracts..", "..worker.protocol..",
                    "..worker.bucket..", "..worker.events..");

    @ArchTest
    static final ArchRule the_service_does_not_know_commands = noClasses().that()
            .resideOutsideOfPackages("..worker.commands..", "io.maskexport.worker").should()
            .dependOnClassesThat().resideInAPackage("..worker.commands..");

    @ArchTest
    static final ArchRule nothing_depends_on_what_is_measured = noClasses().that()
            .resideOutsideOfPackages("..worker.metrics..", "..worker.service..", "..worker.commands..").should()
            .dependOnClassesThat().resideInAPackage("..worker.metrics..");
}
