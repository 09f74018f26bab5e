package io.maskexport.benchmarks.compare;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.picture.JpegBackend;
import io.maskexport.picture.PictureDecoder;

/** Threads that make human masks, to be measured from outside: prints a line when they are done, then waits for one. */
final class RenderThreads {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;

    private RenderThreads() {}

    /** @param arguments number of threads, and of masks for each */
    static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int masks = Integer.parseInt(arguments[1]);
        byte[] jpeg = SamplePhoto.jpeg(WIDTH, HEIGHT);
        var work = new ArrayList<Callable<Long>>();
        for (int i = 0; i < threads; i++) {
            work.add(() -> render(jpeg, masks));
        }
        try (var pool = Executors.newFixedThreadPool(threads)) {
            long bytes = 0;
            for (var thread : pool.invokeAll(work)) {
                bytes += thread.get();
            }
            System.out.println(bytes);
        }
        System.in.read();
    }

    private static long render(byte[] jpeg, int masks) throws Exception {
        var ours = new OurMasks();
        var scene = SampleScene.covering(WIDTH, HEIGHT, 100);
        long bytes = 0;
        var decoder = PictureDecoder.create(JpegBackend.AUTO, OurMasks.LIMITS);
        for (int i = 0; i < masks; i++) {
            bytes += ours.human(decoder, jpeg, scene).length;
        }
        return bytes;
    }
}
