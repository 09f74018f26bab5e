package io.maskexport.worker.fairness;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantTurnsTest {
    private final TenantTurns turns = new TenantTurns(7);

    @Test
    void a_tenant_alone_always_has_the_turn() {
        for (int i = 0; i < 100; i++) {
            assertThat(turns.take("a", List.of())).isTrue();
            assertThat(turns.take("a", List.of("a"))).isTrue();
        }
    }

    @Test
    void processes_without_knowledge_begin_with_different_tenants() {
        var tenants = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        var first = new HashSet<String>();
        for (int seed = 0; seed < 100; seed++) {
            var process = new TenantTurns(seed);
            var begun = tenants.stream().filter(tenant -> process.take(tenant, tenants)).toList();
            first.add(begun.getFirst());
        }

        assertThat(first).hasSize(8);
    }

    @Test
    void a_tenant_that_had_its_turn_lets_one_pass_that_had_none() {
        turns.take("a", List.of());

        assertThat(turns.take("a", List.of("b"))).isFalse();
        assertThat(turns.take("b", List.of("a"))).isTrue();
        assertThat(turns.take("b", List.of("a"))).isFalse();
    }

    @Test
    void the_turn_that_was_refused_does_not_count() {
        turns.take("a", List.of());
        turns.take("b", List.of());
        turns.take("b", List.of("a"));

        assertThat(turns.take("a", List.of("b"))).isTrue();
    }

    @Test
    void three_tenants_come_in_rounds() {
        var all = List.of("a", "b", "c");
        all.forEach(tenant -> turns.take(tenant, List.of()));
        for (int round = 0; round < 5; round++) {
            for (int next = 0; next < 3; next++) {
                for (int other = 0; other < 3; other++) {
                    if (other != next) {
                        assertThat(turns.take(all.get(other), all)).isFalse();
                    }
                }
                assertThat(turns.take(all.get(next), all)).isTrue();
            }
        }
    }

    @Test
    void the_number_of_remembered_tenants_is_bounded() {
        turns.take("a", List.of());
        for (int i = 0; i < 10_000; i++) {
            turns.take("tenant-" + i, List.of());
        }

        assertThat(turns.take("tenant-9999", List.of("a"))).isFalse();
        assertThat(turns.take("a", List.of("tenant-0"))).isTrue();
    }
}
