package io.maskexport.worker.fairness;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides whose turn it is, by what this process has done: the tenant that had its last turn longest ago comes first. Tenants
 * without a turn come before all others, in an order that differs from process to process: processes that know nothing yet
 * begin with different tenants. Thread-safe.
 */
public final class TenantTurns {
    /** A tenant that has had no turn for so many turns of others counts as one without any. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Long> turns = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final int seed;
    private long count;

    /** @param seed of the order of tenants without a turn */
    public TenantTurns(int seed) {
        this.seed = seed;
    }

    /**
     * Gives a tenant a turn, unless one that waits comes before it.
     *
     * @param tenant whose record is next
     * @param waiting tenants with records behind it, in any order; may contain the tenant itself
     * @return whether the tenant has the turn
     */
    public synchronized boolean take(String tenant, Collection<String> waiting) {
        long last = turns.getOrDefault(tenant, 0L);
        if (waiting.stream().anyMatch(other -> comesBefore(other, tenant, last))) {
            return false;
        }
        turns.put(tenant, ++count);
        return true;
    }

    private boolean comesBefore(String other, String tenant, long last) {
        long others = turns.getOrDefault(other, 0L);
        return others < last || (last == 0 && others == 0 && place(other) < place(tenant));
    }

    /** Murmur's finaliser: tenants whose names differ little have unrelated places. */
    private int place(String tenant) {
        int mixed = (tenant.hashCode() ^ seed) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
