package io.maskexport.worker.bucket;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool(16, 2);

    @Test
    void a_buffer_given_back_is_used_again() throws InterruptedException {
        var buffer = pool.take();
        assertThat(buffer).hasSize(16).hasSize(pool.bufferBytes());
        pool.giveBack(buffer);
        assertThat(pool.take()).isSameAs(buffer);
    }

    @Test
    void an_abandoned_buffer_is_never_used_again_but_leaves_its_room() throws InterruptedException {
        var abandoned = pool.take();
        pool.abandon();
        assertThat(pool.take()).isNotSameAs(abandoned);
        assertThat(pool.take()).isNotSameAs(abandoned);
    }

    @Test
    void a_further_buffer_must_wait_until_one_is_returned() throws Exception {
        var first = pool.take();
        pool.take();
        var third = new FutureTask<>(pool::take);
        Thread.ofVirtual().start(third);
        assertThatThrownBy(() -> third.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        pool.giveBack(first);
        assertThat(third.get(60, TimeUnit.SECONDS)).isSameAs(first);
    }

    @Test
    void an_interrupted_wait_takes_no_permit() throws InterruptedException {
        var first = pool.take();
        pool.take();
        Thread.currentThread().interrupt();
        assertThatThrownBy(pool::take).isInstanceOf(InterruptedException.class);
        pool.giveBack(first);
        assertThat(pool.take()).isSameAs(first);
    }
}
