package io.maskexport.worker.ops;

import ch.qos.logback.classic.pattern.ExtendedThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** A stack trace with each message on one line. */
public final class PrintableStack extends ExtendedThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new PrintableThrowable(thrown));
    }

    /** A throwable whose messages are made printable. */
    private record PrintableThrowable(IThrowableProxy thrown) implements IThrowableProxy {
        private static @Nullable IThrowableProxy of(@Nullable IThrowableProxy thrown) {
            return thrown == null ? null : new PrintableThrowable(thrown);
        }

        @Override
        public @Nullable String getMessage() {
            var message = thrown.getMessage();
            return message == null ? null : PrintableText.of(message);
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return of(thrown.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            var suppressed = thrown.getSuppressed().clone();
            for (int i = 0; i < suppressed.length; i++) {
                suppressed[i] = new PrintableThrowable(suppressed[i]);
            }
            return suppressed;
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
