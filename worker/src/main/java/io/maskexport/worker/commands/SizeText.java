package io.maskexport.worker.commands;

import io.maskexport.worker.settings.WorkerSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes of the command line, written as in settings: {@code 500MB}, {@code 64MiB}, {@code 65536}. */
final class SizeText implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return WorkerSettings.size(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is " + e.getMessage());
        }
    }
}
