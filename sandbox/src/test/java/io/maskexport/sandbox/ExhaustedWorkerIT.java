package io.maskexport.sandbox;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A worker that runs out of memory ends itself, without the JVM's options for that, and its attempt counts. */
class ExhaustedWorkerIT {
    private static final List<String> SMALL = List.of("-Xmx80m", "-XX:-ExitOnOutOfMemoryError");
    private static final int SIDE = 6_000;

    @Test
    void a_picture_that_exhausts_the_memory_ends_its_worker_and_after_five_the_request() throws Exception {
        try (var sandbox = Sandbox.start(); var client = new SandboxClient(sandbox.settings(Map.of()))) {
            upload(client);
            // Four earlier attempts that ended with their worker; the fifth is still made.
            for (int n = 1; n <= 4; n++) {
                client.store().put(new ObjectRef(Sandbox.WORK,
                        "mask-export/large/attempts/000000000/0-0/" + n), new byte[0], "text/plain");
            }
            client.send(SandboxClient.request("large", "large/", ""));
            try (var worker = WorkerProcess.work(sandbox.environment(), SMALL)) {
                assertThat(worker.await()).as(worker.output()).isEqualTo(3);
            }
            try (var worker = WorkerProcess.work(sandbox.environment(), SMALL)) {
                assertThat(client.last("large")).isInstanceOfSatisfying(ExportFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.POISON_REQUEST));
                assertThat(worker.isRunning()).isTrue();
            }
        }
    }

    private static void upload(SandboxClient client) throws Exception {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), "png", picture);
        put(client, "meta.json", ("{\"classes\":[{\"title\":\"lemon\",\"shape\":\"rectangle\",\"color\":\"#FF0000\"}],"
                + "\"tags\":[]}").getBytes(UTF_8));
        put(client, "one/img/a.png", picture.toByteArray());
        put(client, "one/ann/a.png.json", ("{\"size\":{\"width\":6000,\"height\":6000},\"tags\":[],\"objects\":"
                + "[{\"classTitle\":\"lemon\",\"geometryType\":\"rectangle\",\"tags\":[],\"points\":{\"exterior\":"
                + "[[1,1],[5000,5000]],\"interior\":[]}}]}").getBytes(UTF_8));
    }

    private static void put(SandboxClient client, String path, byte[] content) throws Exception {
        client.store().put(new ObjectRef(Sandbox.PROJECTS, "large/" + path), content, "application/octet-stream");
    }
}
