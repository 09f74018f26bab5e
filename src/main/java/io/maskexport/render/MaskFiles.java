package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.png.KeptPng;

import static io.maskexport.defect.Limit.INSTANCES;
import static io.maskexport.defect.Limit.INSTANCE_BYTES;

/** The masks of an item of a kind that has several: limited in number and bytes, and compressed once they are large. */
final class MaskFiles {
    private final Limits limits;
    private final DefectCode code;
    private final String kind;
    private final List<NamedMask> masks = new ArrayList<>();
    private long bytes;

    /**
     * Limits the masks of an item.
     *
     * @param count how many there will be
     * @param code of the defect if they are too many or too large
     * @param kind for people: {@code instance}
     * @throws DefectException if they are too many
     */
    MaskFiles(Limits limits, int count, DefectCode code, String kind) throws DefectException {
        this.limits = limits;
        this.code = code;
        this.kind = kind;
        if (count > limits.of(INSTANCES)) {
            throw new DefectException(INSTANCES, code,
                    "%d %s masks, more than %d".formatted(count, kind, limits.of(INSTANCES)));
        }
    }

    /** @throws DefectException if all masks together are too large */
    void add(String name, byte[] png) throws DefectException {
        bytes += png.length;
        if (bytes > limits.of(INSTANCE_BYTES)) {
            throw new DefectException(INSTANCE_BYTES, code,
                    "%s masks of more than %d bytes".formatted(kind, limits.of(INSTANCE_BYTES)));
        }
        masks.add(new NamedMask(name, bytes > MaskRenderer.PLAIN_BYTES ? KeptPng.packed(png) : KeptPng.plain(png)));
    }

    List<NamedMask> masks() {
        return masks;
    }
}
