package io.maskexport.benchmarks.million;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import io.maskexport.benchmarks.sample.SampleClasses;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.benchmarks.sample.SceneJson;

/**
 * A project of any size that is stored nowhere: its name gives its shape, and a key's place in the listing gives the key.
 * All items have the same small image and annotation.
 *
 * @param datasets number of datasets
 * @param items number of items in each
 */
record GeneratedProject(int datasets, int items) implements Bucket {
    private static final Pattern NAME = Pattern.compile("(\\d{1,7})x(\\d{1,7})");
    private static final int SIDE = 64;
    private static final int OBJECTS = 3;
    /** Makes all numbers equally long, so that their order is that of their digits. */
    private static final int FIRST_NUMBER = 10_000_000;

    private static final BucketObject META = BucketObject.of("meta.json",
            SampleClasses.metaJson().getBytes(StandardCharsets.UTF_8));
    private static final BucketObject IMAGE = BucketObject.of("image", SamplePhoto.jpeg(SIDE, SIDE));
    private static final BucketObject ANNOTATION = BucketObject.of("annotation",
            SceneJson.polygons(SampleScene.covering(SIDE, SIDE, OBJECTS)));

    /** The project with a name. */
    static Optional<GeneratedProject> named(String name) {
        return Optional.of(NAME.matcher(name)).filter(shape -> shape.matches())
                .map(shape -> new GeneratedProject(Integer.parseInt(shape.group(1)),
                        Integer.parseInt(shape.group(2))));
    }

    /** All projects, in a bucket with a folder for each. */
    static Bucket all() {
        return new Bucket() {
            @Override
            public Iterator<BucketObject> from(String key) {
                return owner(key).map(project -> project.from(key)).orElseGet(Collections::emptyIterator);
            }

            @Override
            public Optional<BucketObject> object(String key) {
                return owner(key).flatMap(project -> project.object(key));
            }
        };
    }

    private static Optional<GeneratedProject> owner(String key) {
        return named(key.substring(0, Math.max(0, key.indexOf('/'))));
    }

    String name() {
        return datasets + "x" + items;
    }

    /** Number of items in all datasets. */
    long totalItems() {
        return (long) datasets * items;
    }

    @Override
    public Iterator<BucketObject> from(String key) {
        return LongStream.range(firstNotBefore(key), count()).mapToObj(this::object).iterator();
    }

    @Override
    public Optional<BucketObject> object(String key) {
        return Optional.of(from(key)).filter(Iterator::hasNext).map(Iterator::next)
                .filter(object -> object.key().equals(key));
    }

    /** Annotations and images of all datasets, and the project's metadata. */
    private long count() {
        return 2 * totalItems() + 1;
    }

    private long firstNotBefore(String key) {
        long low = 0;
        long high = count();
        while (low < high) {
            long middle = (low + high) / 2;
            if (object(middle).key().compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private BucketObject object(long place) {
        if (place == 2 * totalItems()) {
            return META.at(name() + "/" + META.key());
        }
        long dataset = FIRST_NUMBER + place / (2L * items);
        long item = place % (2L * items);
        var folder = name() + "/dataset-" + dataset;
        return item < items
                ? ANNOTATION.at(folder + "/ann/frame-" + (FIRST_NUMBER + item) + ".jpg.json")
                : IMAGE.at(folder + "/img/frame-" + (FIRST_NUMBER + item - items) + ".jpg");
    }
}
