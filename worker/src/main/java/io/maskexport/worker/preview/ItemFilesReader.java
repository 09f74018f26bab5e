package io.maskexport.worker.preview;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import org.jspecify.annotations.Nullable;

/** Collects the files of the first items from the files of an archive in their order: an image, then its masks. */
final class ItemFilesReader {
    private final int most;
    private final Layout layout;
    private final ItemReceiver receiver;
    private @Nullable ItemMembers current;
    private byte[] image = {};
    private Optional<byte[]> machine = Optional.empty();
    private Optional<byte[]> semantic = Optional.empty();
    private int instances;
    private int items;

    /** Receives items. */
    @FunctionalInterface
    interface ItemReceiver {
        void accept(ItemFiles item) throws IOException;
    }

    ItemFilesReader(int most, Layout layout, ItemReceiver receiver) {
        this.most = most;
        this.layout = layout;
        this.receiver = receiver;
    }

    /** Takes the next file; false once there are enough items. */
    boolean next(String path, InputStream content) throws IOException {
        var begun = ItemMembers.ofImage(path, layout);
        if (begun.isPresent()) {
            finish();
            if (items == most) {
                return false;
            }
            current = begun.get();
            image = content.readAllBytes();
        } else if (current != null) {
            mask(current, path, content);
        }
        return true;
    }

    private void mask(ItemMembers item, String path, InputStream content) throws IOException {
        if (item.isMask(MaskKind.MACHINE, path)) {
            machine = Optional.of(content.readAllBytes());
        } else if (item.isMask(MaskKind.SEMANTIC_RGB, path)) {
            semantic = Optional.of(content.readAllBytes());
        } else if (item.isMask(MaskKind.INSTANCE, path)) {
            instances++;
        }
    }

    /** Passes on the last item. */
    void finish() throws IOException {
        if (current == null) {
            return;
        }
        receiver.accept(new ItemFiles(current, image, machine, semantic, instances));
        items++;
        current = null;
        machine = Optional.empty();
        semantic = Optional.empty();
        instances = 0;
    }
}
