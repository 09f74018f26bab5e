package io.maskexport.benchmarks.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.maskexport.benchmarks.measure.MeasuredSide;
import io.maskexport.benchmarks.process.ChildProcess;
import io.maskexport.contracts.JsonRecords;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One mask as made by the reference. */
public final class ReferenceMask implements MeasuredSide {
    private final ChildProcess python;
    private final MaskJob job;

    /**
     * A job for the reference process, sent as one line.
     *
     * @param annotation file
     * @param object index of the only object to draw, or -1 for all
     * @param colors of all objects: red, green and blue
     * @param image file, for a human mask
     * @param output file
     * @param least CPU seconds for which the work is repeated
     */
    record MaskJob(String kind, String annotation, int object, List<List<Integer>> colors, String image, String output,
            double least) {
        MaskJob lasting(double seconds) {
            return new MaskJob(kind, annotation, object, colors, image, output, seconds);
        }
    }

    ReferenceMask(ChildProcess python, MaskJob job) {
        this.python = python;
        this.job = job;
    }

    @Override
    public double cpuSeconds(double minimumSeconds) throws IOException {
        python.send(new String(JsonRecords.write(job.lasting(minimumSeconds)), UTF_8));
        return Double.parseDouble(python.receive());
    }

    /** The mask file. */
    public byte[] png() throws IOException {
        cpuSeconds(0);
        return Files.readAllBytes(Path.of(job.output()));
    }
}
