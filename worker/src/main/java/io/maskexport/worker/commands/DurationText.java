package io.maskexport.worker.commands;

import java.time.Duration;

import io.maskexport.worker.settings.WorkerSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations of the command line, written as in settings: {@code 30s}, {@code 5m}. */
final class DurationText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return WorkerSettings.duration(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is " + e.getMessage());
        }
    }
}
