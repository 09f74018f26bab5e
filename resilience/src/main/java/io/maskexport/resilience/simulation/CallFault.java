package io.maskexport.resilience.simulation;

/** A fault of a call from a worker to the outside world. */
enum CallFault {
    NONE,
    /** The process dies before the call takes effect. */
    CRASH,
    /** The process freezes for longer than its locks hold, then continues as if nothing had happened. */
    FREEZE,
    /** The call fails, without effect. */
    REFUSED,
    /** The call takes effect, and its answer is lost. */
    UNANSWERED,
    /** The caller gives up without an answer, and the call takes effect later. */
    LATE,
    /** The call is denied, temporarily or permanently. Affects places, not single calls. */
    DENIED
}
