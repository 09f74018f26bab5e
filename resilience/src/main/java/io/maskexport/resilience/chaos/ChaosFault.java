package io.maskexport.resilience.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A kind of fault injected into the system. */
enum ChaosFault {
    KILL("kills", 1),
    FREEZE("freezes", 5),
    TERMINATE("terminations", 5),
    BROKER_RESTART("broker restarts", 15),
    BUCKET_RESTART("bucket restarts", 15),
    RESET("resets", 5),
    DELAY("delays", 5),
    DEAFNESS("deaf connections", 5),
    DENIAL("denials", 5);

    private final String plural;
    private final int killsEach;

    /** @param killsEach number of kills for each one of these */
    ChaosFault(String plural, int killsEach) {
        this.plural = plural;
        this.killsEach = killsEach;
    }

    String plural() {
        return plural;
    }

    /** All faults of a run, in random order. */
    static List<ChaosFault> schedule(int kills, Random random) {
        var faults = new ArrayList<ChaosFault>();
        for (var fault : values()) {
            faults.addAll(Collections.nCopies(Math.ceilDiv(kills, fault.killsEach), fault));
        }
        Collections.shuffle(faults, random);
        return faults;
    }
}
