package io.maskexport.hostile;

import java.io.IOException;
import java.util.Arrays;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.export.RenderPool;
import io.maskexport.export.RootFiles;
import io.maskexport.picture.JpegBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Runs cases one after another with one renderer, and compares each result with the required one. */
final class HostileRun implements AutoCloseable {
    private final RenderPool pool = new RenderPool(1, JpegBackend.AUTO, Limits.defaults());
    private final HostileExport good;

    HostileRun() throws IOException, InterruptedException, DefectException {
        good = HostileExport.of(GoodItems.project(), Limits.defaults(), pool);
    }

    void run(HostileCase hostile) throws IOException, InterruptedException, DefectException {
        if (hostile.limits().equals(Limits.defaults())) {
            run(hostile, pool);
        } else {
            try (var limited = new RenderPool(1, JpegBackend.AUTO, hostile.limits())) {
                run(hostile, limited);
            }
        }
    }

    private void run(HostileCase hostile, RenderPool renderers)
            throws IOException, InterruptedException, DefectException {
        var project = GoodItems.with(hostile.files());
        if (hostile.isRefused()) {
            var failure = catchThrowableOfType(DefectException.class,
                    () -> HostileExport.of(project, hostile.limits(), renderers));
            assertThat(failure).as("the export fails").isNotNull();
            assertThat(failure.code()).isEqualTo(hostile.codes().getFirst());
            return;
        }
        var export = HostileExport.of(project, hostile.limits(), renderers);
        assertThat(export.codes()).as(() -> export.warnings().toString()).isEqualTo(hostile.codes());
        assertGoodItemsAreThere(export, hostile);
        assertThat(export.madeBeside(good)).isEqualTo(hostile.made());
        if (hostile.harmless().isPresent()) {
            assertSameMasks(export, hostile, renderers);
        }
    }

    private void assertGoodItemsAreThere(HostileExport export, HostileCase hostile) {
        boolean ownMeta = hostile.files().containsKey(RootFiles.META);
        good.files().forEach((path, content) -> {
            if (!ownMeta || path.contains("/")) {
                assertThat(export.files().get(path)).as(path).isEqualTo(content);
            }
        });
    }

    private void assertSameMasks(HostileExport export, HostileCase hostile, RenderPool renderers)
            throws IOException, InterruptedException, DefectException {
        var files = hostile.harmless().orElseThrow();
        boolean samePicture = files.entrySet().stream().filter(file -> file.getKey().contains("/img/"))
                .allMatch(file -> Arrays.equals(file.getValue(), hostile.files().get(file.getKey())));
        var expected = HostileExport.of(GoodItems.with(files), hostile.limits(), renderers).masksBeside(good);
        export.masksBeside(good).forEach((path, mask) -> {
            if (samePicture || !path.contains("/masks_human/")) {
                assertThat(mask).as(path).isEqualTo(expected.get(path));
            }
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
