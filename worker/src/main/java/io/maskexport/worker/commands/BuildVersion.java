package io.maskexport.worker.commands;

import java.util.Objects;

import picocli.CommandLine.IVersionProvider;

/** The version of the build, as the jar's manifest says. */
public final class BuildVersion implements IVersionProvider {
    /** The version alone; {@code development} when not run from a jar. */
    public static String number() {
        return Objects.requireNonNullElse(BuildVersion.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"mask-export " + number()};
    }
}
