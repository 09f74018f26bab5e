package io.maskexport.resilience.audit;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class IndependenceTest {
    private static final String AUDIT = "io.maskexport.resilience.audit";

    @Test
    void the_auditor_shares_no_code_with_what_it_audits() {
        var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(AUDIT);

        assertThat(classes).isNotEmpty();
        noClasses().should().dependOnClassesThat(resideInAPackage("io.maskexport..").and(not(resideInAPackage(AUDIT))))
                .check(classes);
    }
}
