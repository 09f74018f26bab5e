package io.maskexport.defect;

/**
 * The codes for defective input. The names are part of the protocol: they appear in events, manifests and the
 * documentation, and are never renamed.
 */
public enum DefectCode {
    // ---- one label is not drawn; the rest of its item is
    /** The label's class is not in {@code meta.json}. */
    UNKNOWN_CLASS(Scope.LABEL),
    /** A geometry whose JSON breaks the rules of its type: empty ring, missing field, wrong count. */
    BROKEN_GEOMETRY(Scope.LABEL),
    /** A coordinate that is not finite or whose magnitude exceeds 10,000,000. */
    BAD_COORDINATE(Scope.LABEL),
    /** A geometry that takes more work than the limits allow: points, self-crossings, scan lines. */
    FIGURE_TOO_COMPLEX(Scope.LABEL),
    /** A bitmap that is not base64(zlib(PNG)) or base64(PNG), or whose PNG has three channels. */
    BROKEN_BITMAP(Scope.LABEL),
    /** A bitmap without any set pixel. */
    EMPTY_BITMAP(Scope.LABEL),
    /** A bitmap larger than the limits allow. */
    BITMAP_TOO_LARGE(Scope.LABEL),
    /** A graph node that the class's template does not declare. */
    UNKNOWN_GRAPH_NODE(Scope.LABEL),
    /** A three-dimensional shape in an image project. */
    SHAPE_NOT_2D(Scope.LABEL),
    /** A geometry of no known type: nothing is drawn, and its instance mask is black. */
    UNKNOWN_GEOMETRY(Scope.LABEL),
    /** A label that lies wholly outside the canvas, or a graph or cuboid of which a vertex does. */
    OUTSIDE_CANVAS(Scope.LABEL),

    // ---- an item keeps its original and annotation, and lacks some or all masks
    /** The image has no annotation. */
    MISSING_ANNOTATION(Scope.ITEM),
    /** The annotation is not JSON, or lacks required fields. */
    BROKEN_ANNOTATION(Scope.ITEM),
    /**
     * The annotation exceeds a limit: bytes, nesting, tokens, labels. Above the limit for image files, it is not
     * exported.
     */
    ANNOTATION_TOO_LARGE(Scope.ITEM),
    /** The annotation's canvas exceeds the pixel or side limit, or is not positive. */
    BAD_CANVAS_SIZE(Scope.ITEM),
    /** The image cannot be decoded: no human mask. */
    IMAGE_UNREADABLE(Scope.ITEM),
    /**
     * The image exceeds a limit of pixels, side, bytes or work: no human mask. Above the byte limit, it is not
     * exported.
     */
    IMAGE_TOO_LARGE(Scope.ITEM),
    /** More instance masks than the limit: no instance masks for the item. */
    TOO_MANY_INSTANCES(Scope.ITEM),
    /** More class masks than the limit of instance masks: no class masks for the item. */
    TOO_MANY_CLASS_MASKS(Scope.ITEM),
    /** More than 65,535 objects: no instance-id mask for the item. */
    TOO_MANY_OBJECTS(Scope.ITEM),
    /** The run lengths of the item's objects exceed a limit of bytes: no COCO instances for the item. */
    COCO_TOO_LARGE(Scope.ITEM),
    /** The painted area of the item's labels exceeds the limit. */
    TOO_MUCH_PAINT(Scope.ITEM),
    /** The masks could not be made because of a fault of ours; it is logged. Original and annotation are archived. */
    RENDER_FAILED(Scope.ITEM),
    /** A file in {@code img/} whose extension is not one of the listed image types: no human mask. */
    UNSUPPORTED_EXTENSION(Scope.ITEM),
    /** The annotation has no image. */
    MISSING_IMAGE(Scope.ITEM),

    // ---- files of the project that belong to no item: they are not exported
    /** No dataset was found, or no dataset has an item: the archive is empty. */
    NOTHING_FOUND(Scope.FILES),
    /** Files that belong to no item: outside of {@code img/} and {@code ann/}, or no {@code .json} in {@code ann/}. */
    UNKNOWN_FILES(Scope.FILES),
    /** Files in a folder below {@code img/} or {@code ann/}. */
    FILES_IN_SUBFOLDER(Scope.FILES),
    /** Paths with an empty, {@code .} or {@code ..} segment, links out of the project, folders that are too deep. */
    UNUSABLE_PATH(Scope.FILES),
    /** Images are packed into an archive in {@code blob/}, which is not read: no originals, no human masks of them. */
    IMAGES_IN_BLOB(Scope.FILES),

    // ---- nothing is lost, but the user should know
    /** Image and annotation differ in size: masks follow the annotation, human masks the image. */
    SIZE_MISMATCH(Scope.NOTICE),
    /** The image file is damaged; what decodes is shown. */
    IMAGE_DAMAGED(Scope.NOTICE),
    /** A name was changed so that it is a safe path everywhere. */
    NAME_CHANGED(Scope.NOTICE),
    /** Items of one dataset share a stem: their masks carry the whole item name. */
    SHARED_STEM(Scope.NOTICE),
    /** A class colour is not {@code #RRGGBB}: a colour derived from the class name stands in. */
    BAD_COLOUR(Scope.NOTICE),
    /** Two classes share one colour: semantic masks cannot tell them apart. */
    DUPLICATE_COLOUR(Scope.NOTICE),
    /** A class colour is black, as the background. */
    BLACK_COLOUR(Scope.NOTICE),
    /** A class has index 255, which many training tools ignore. */
    IGNORE_INDEX_CLASS(Scope.NOTICE),
    /** More than 255 classes: machine masks are 16-bit grey. */
    SIXTEEN_BIT_CLASSES(Scope.NOTICE),
    /** {@code classValues} has values for classes that are not in the project. */
    UNUSED_CLASS_VALUE(Scope.NOTICE),
    /** A tag that {@code meta.json} does not declare; masks do not depend on it. */
    UNKNOWN_TAG(Scope.NOTICE),
    /** A polygon that crosses itself and the canvas edge: the crop may drop lobes. */
    SELF_CROSSING_CROP(Scope.NOTICE),
    /** A name or pattern of the selection matches nothing in the project. */
    UNUSED_PATTERN(Scope.NOTICE),
    /** The item has tags of several sets of the request's {@code split}: it is in the first of them. */
    SEVERAL_SETS(Scope.NOTICE),
    /** The item is in no set of the request's {@code split}: no tag puts it into one, and no set has a share. */
    NO_SET(Scope.NOTICE),

    // ---- the export as a whole cannot be made
    /** The project has no {@code meta.json}. */
    MISSING_META(Scope.EXPORT),
    /** {@code meta.json} is not JSON, or breaks its rules. */
    BROKEN_META(Scope.EXPORT),
    /** {@code projectType} in {@code meta.json} is not {@code images}: a project of videos, volumes or point clouds. */
    WRONG_PROJECT_TYPE(Scope.EXPORT),
    /** Two classes of one title. */
    DUPLICATE_CLASS(Scope.EXPORT),
    /** More than 65,535 classes. */
    TOO_MANY_CLASSES(Scope.EXPORT),
    /** Palette masks are requested, and a class has a value above 255. */
    PALETTE_TOO_SMALL(Scope.EXPORT),
    /** A class has no value in {@code classValues}, and the request refuses such classes. */
    UNLISTED_CLASS(Scope.EXPORT),
    /** An ignore border is requested, and a class has its value. */
    IGNORE_VALUE_TAKEN(Scope.EXPORT),
    /** A dataset that the request names is not in the project. */
    UNKNOWN_DATASET(Scope.EXPORT),
    /** A class that the request names is not in {@code meta.json}. */
    CLASS_NOT_FOUND(Scope.EXPORT),
    /** The earlier export that the request names in {@code since} cannot be used. */
    SINCE_UNUSABLE(Scope.EXPORT),
    /** An input changed after it was listed. */
    INPUT_CHANGED(Scope.EXPORT),
    /** The output would exceed the limits of an export: members or bytes. */
    OUTPUT_LIMIT(Scope.EXPORT),
    /** More items lack masks than the request allows. */
    TOO_MANY_FAILED_ITEMS(Scope.EXPORT),
    /** The project has more items, bytes or masks than the operator allows an export. */
    QUOTA_EXCEEDED(Scope.EXPORT);

    /** How far a defect reaches. */
    public enum Scope {
        LABEL, ITEM, FILES, NOTICE, EXPORT
    }

    private final Scope scope;

    DefectCode(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }
}
