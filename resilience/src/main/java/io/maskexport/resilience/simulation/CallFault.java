package io.maskexport.resilience.simulation;

/** What may befall a call from a worker to the world. */
enum CallFault {
    NONE,
    /** The process ends before the call has its effect. */
    CRASH,
    /** The process stands still for longer than its locks hold, and then goes on as if nothing had happened. */
    FREEZE,
    /** The call fails, without effect. */
    REFUSED,
    /** The call has its effect, and its answer is lost. */
    UNANSWERED,
    /** The call is given up without an answer, and has its effect later. */
    LATE,
    /** The call is denied, for a time or for good. Befalls places, not single calls. */
    DENIED
}
