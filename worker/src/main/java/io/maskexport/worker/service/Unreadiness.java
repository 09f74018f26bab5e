package io.maskexport.worker.service;

import io.maskexport.worker.metrics.WorkerMeter.UnreadyReason;

/**
 * Why a worker takes no work.
 *
 * @param text for people, with details
 */
record Unreadiness(UnreadyReason reason, String text) {}
