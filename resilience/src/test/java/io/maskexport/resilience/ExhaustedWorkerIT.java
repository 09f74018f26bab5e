package io.maskexport.resilience;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.resilience.chaos.FaultProxy;
import io.maskexport.resilience.chaos.FaultProxy.RefusalAnswer;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.WorkerProcess;
import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A worker that runs out of memory exits, without the JVM's options for that, and its attempt counts. */
class ExhaustedWorkerIT {
    /** The limits are those of the worker that planned, so that the picture exhausts a smaller one. */
    private static final List<String> LARGE = List.of("-Xmx1g");
    private static final List<String> SMALL = List.of("-Xmx80m", "-XX:-ExitOnOutOfMemoryError");
    private static final int SIDE = 6_000;

    @Test
    void a_picture_that_exhausts_the_memory_ends_its_worker_and_after_five_the_request() throws Exception {
        try (var sandbox = Sandbox.start();
                var bucket = new FaultProxy().to(sandbox.s3().endpoint().getPort());
                var client = new SandboxClient(sandbox.settings(Map.of()))) {
            upload(client);
            // Three earlier workers that died, besides the one that plans; the fifth attempt is still made.
            for (int n = 1; n <= 3; n++) {
                client.store().put(new ObjectRef(Sandbox.WORK,
                        "mask-export/large/attempts/000000000/0-0/" + n), new byte[0], "text/plain");
            }
            var environment = new HashMap<>(sandbox.environment());
            environment.put("S3_ENDPOINT", "http://127.0.0.1:" + bucket.port());
            var picture = new CountDownLatch(1);
            bucket.refuse((_, path) -> afterWait(path.endsWith("/img/a.png"), picture));
            client.send(SandboxClient.request("large", "large/", ""));
            try (var worker = WorkerProcess.work(environment, LARGE)) {
                client.events().await(ExportPlanned.class::isInstance, SandboxClient.TIMEOUT);
                worker.kill();
            }
            picture.countDown();
            bucket.stopRefusing();
            try (var worker = WorkerProcess.work(environment, SMALL)) {
                assertThat(worker.await()).as(worker.output()).isEqualTo(3);
            }
            try (var worker = WorkerProcess.work(environment, SMALL)) {
                assertThat(client.last("large")).isInstanceOfSatisfying(ExportFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.POISON_REQUEST));
                assertThat(worker.isRunning()).isTrue();
            }
        }
    }

    /** Refuses nothing, but waits first. */
    private static Optional<RefusalAnswer> afterWait(boolean wait, CountDownLatch end) {
        try {
            if (wait) {
                end.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static void upload(SandboxClient client) throws Exception {
        put(client, "meta.json", ("{\"classes\":[{\"title\":\"lemon\",\"shape\":\"rectangle\",\"color\":\"#FF0000\"}],"
                + "\"tags\":[]}").getBytes(UTF_8));
        put(client, "one/img/a.png", interlaced());
        put(client, "one/ann/a.png.json", ("{\"size\":{\"width\":6000,\"height\":6000},\"tags\":[],\"objects\":"
                + "[{\"classTitle\":\"lemon\",\"geometryType\":\"rectangle\",\"tags\":[],\"points\":{\"exterior\":"
                + "[[1,1],[5000,5000]],\"interior\":[]}}]}").getBytes(UTF_8));
    }

    /** A picture that can only be decoded as a whole: 108 MB of pixels. */
    private static byte[] interlaced() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var options = writer.getDefaultWriteParam();
            options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), null, null),
                    options);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void put(SandboxClient client, String path, byte[] content) throws Exception {
        client.store().put(new ObjectRef(Sandbox.PROJECTS, "large/" + path), content, "application/octet-stream");
    }
}
