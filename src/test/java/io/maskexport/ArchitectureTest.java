package io.maskexport;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which packages of the engine may depend on which, and what none of them may use. */
@AnalyzeClasses(packages = "io.maskexport", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_know_only_what_lies_below = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("defect").definedBy("io.maskexport.defect..")
            .layer("geometry").definedBy("io.maskexport.geometry..")
            .layer("png").definedBy("io.maskexport.png..")
            .layer("archive").definedBy("io.maskexport.archive..")
            .layer("picture").definedBy("io.maskexport.picture..")
            .layer("resize").definedBy("io.maskexport.resize..")
            .layer("bitmap").definedBy("io.maskexport.bitmap..")
            .layer("annotation").definedBy("io.maskexport.annotation..")
            .layer("raster").definedBy("io.maskexport.raster..")
            .layer("render").definedBy("io.maskexport.render..")
            .layer("select").definedBy("io.maskexport.select..")
            .layer("export").definedBy("io.maskexport.export..")
            .whereLayer("defect").mayNotAccessAnyLayer()
            .whereLayer("geometry").mayNotAccessAnyLayer()
            .whereLayer("png").mayNotAccessAnyLayer()
            .whereLayer("archive").mayNotAccessAnyLayer()
            .whereLayer("picture").mayOnlyAccessLayers("defect", "png")
            .whereLayer("resize").mayNotAccessAnyLayer()
            .whereLayer("bitmap").mayOnlyAccessLayers("defect", "geometry", "png")
            .whereLayer("annotation").mayOnlyAccessLayers("defect", "geometry", "bitmap")
            .whereLayer("raster").mayOnlyAccessLayers("defect", "geometry", "annotation")
            .whereLayer("render").mayOnlyAccessLayers("defect", "geometry", "annotation", "raster", "picture", "resize",
                    "png")
            .whereLayer("select").mayOnlyAccessLayers("defect", "annotation")
            .whereLayer("export").mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packages_form_no_cycle = slices().matching("io.maskexport.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_knows_kafka_buckets_meters_or_the_network = noClasses().should()
            .dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.minio..", "okhttp3..",
                    "io.micrometer..",
                    "java.net.http..", "io.maskexport.contracts..", "io.maskexport.worker..");

    @ArchTest
    static final ArchRule no_byte_depends_on_time_or_luck = noClasses().should()
            .dependOnClassesThat(belongToAnyOf(Clock.class, Random.class, SplittableRandom.class))
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(Instant.class, "now")
            .orShould().callMethod(Math.class, "random");
}
