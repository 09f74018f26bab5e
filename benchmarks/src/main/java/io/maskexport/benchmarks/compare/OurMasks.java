package io.maskexport.benchmarks.compare;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.AnnotationReader;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.benchmarks.sample.SampleClasses;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.picture.PictureDecoder;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.MaskRenderer;
import io.maskexport.render.MaskValues;
import io.maskexport.render.Masks;
import io.maskexport.render.NamedMask;
import io.maskexport.render.RenderOptions;

/** The engine as a render thread uses it: from labels to file bytes, with all buffers reused. */
public final class OurMasks {
    /** The default limits, except for the size of images. */
    public static final Limits LIMITS = Limits.defaults().with(Limit.IMAGE_PIXELS, Limit.IMAGE_PIXELS.maximum());

    private static final MaskValues VALUES = MaskValues.indices(SampleClasses.POLYGONS);

    private final MaskRenderer renderer = new MaskRenderer(LIMITS);
    private final AnnotationReader bitmaps = new AnnotationReader(SampleClasses.BITMAPS, LIMITS);

    public byte[] machine(SampleScene scene) {
        return render(scene.annotation(), MaskKind.MACHINE).machine().orElseThrow();
    }

    public byte[] semantic(SampleScene scene) {
        return render(scene.annotation(), MaskKind.SEMANTIC_RGB).semantic().orElseThrow();
    }

    public List<NamedMask> instances(SampleScene scene) {
        return render(scene.annotation(), MaskKind.INSTANCE).instances();
    }

    /** The size of all masks of a kind, COCO run lengths included. */
    public long bytes(SampleScene scene, MaskKind kind) {
        var masks = render(scene.annotation(), kind);
        return masks.machine().map(png -> (long) png.length).orElse(0L)
                + masks.further().stream().mapToLong(mask -> mask.mask().file().length()).sum()
                + masks.coco().panoptic().map(mask -> (long) mask.picture().length()).orElse(0L)
                + masks.coco().instances().stream().flatMap(List::stream)
                        .mapToLong(instance -> instance.counts().length()).sum();
    }

    /** Includes reading the annotation, because decoding its bitmaps is most of the work. */
    public List<NamedMask> bitmapInstances(byte[] json) throws DefectException {
        return render(bitmaps.read(json), MaskKind.INSTANCE).instances();
    }

    public byte[] human(PictureDecoder decoder, byte[] image, SampleScene scene) throws DefectException {
        return renderer.render(scene.annotation(), VALUES, options(MaskKind.HUMAN),
                Optional.of(decoder.open(image)), ObjectClass::title).human().orElseThrow().bytes();
    }

    private Masks render(Annotation annotation, MaskKind kind) {
        return renderer.render(annotation, VALUES, options(kind), Optional.empty(), ObjectClass::title);
    }

    private static RenderOptions options(MaskKind kind) {
        return new RenderOptions(EnumSet.of(kind), 2, OptionalInt.empty(), Compat.STRICT);
    }
}
