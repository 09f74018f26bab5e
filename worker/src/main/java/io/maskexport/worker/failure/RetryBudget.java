package io.maskexport.worker.failure;

/**
 * Tokens that retries cost and successes refill, so that an outage does not cause a retry storm. Figures of the AWS
 * SDKs' standard retry mode: 500 tokens, 5 a retry, 10 for time-outs and throttling, 1 back for a success.
 */
final class RetryBudget {
    static final int CAPACITY = 500;

    private int tokens = CAPACITY;

    synchronized boolean take(int cost) {
        if (tokens < cost) {
            return false;
        }
        tokens -= cost;
        return true;
    }

    synchronized void refill(int success) {
        tokens = Math.min(CAPACITY, tokens + success);
    }

    synchronized int tokens() {
        return tokens;
    }
}
