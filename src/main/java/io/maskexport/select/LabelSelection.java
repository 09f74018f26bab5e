package io.maskexport.select;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.annotation.LabelChoice;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.annotation.TagRule;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** The labels of a project that a selection takes, by class and tags. */
public final class LabelSelection {
    private LabelSelection() {}

    /** @throws DefectException {@code CLASS_NOT_FOUND} */
    public static LabelChoice of(Selection selection, ProjectMeta meta) throws DefectException {
        var classes = selection.classes().matcher();
        var indices = new BitSet();
        meta.classes().stream().filter(one -> classes.takes(one.title())).forEach(one -> indices.set(one.index()));
        classes.checkNames(DefectCode.CLASS_NOT_FOUND, "meta.json");
        return new LabelChoice(one -> indices.get(one.index()), rule(selection.labelTags()),
                rule(selection.imageTags()), selection.annotatedOnly(),
                selection.splits().asksTags()
                        ? selection.splits().sets().stream().map(set -> anyOf(set.tags())).toList()
                        : List.of());
    }

    private static TagRule anyOf(List<String> tags) {
        return new TagRule(Optional.of(new NamePatterns(tags)::match), _ -> false);
    }

    private static TagRule rule(NameChoice tags) {
        if (tags.isAll()) {
            return TagRule.ANY;
        }
        var include = new NamePatterns(tags.include());
        var exclude = new NamePatterns(tags.exclude());
        return new TagRule(include.isEmpty() ? Optional.empty() : Optional.of(include::match), exclude::match);
    }

    /** Notices of patterns of classes, and of tags, that {@code meta.json} does not have. */
    public static List<Defect> unused(Selection selection, ProjectMeta meta) {
        var classes = selection.classes().matcher();
        meta.classes().stream().map(ObjectClass::title).forEach(classes::takes);
        return Stream.of(classes.unusedPatterns().stream(), undeclared(selection.imageTags(), meta),
                undeclared(selection.labelTags(), meta), undeclared(selection.splits(), meta)).flatMap(found -> found)
                .toList();
    }

    private static Stream<Defect> undeclared(NameChoice tags, ProjectMeta meta) {
        return Stream.concat(
                tags.include().stream().filter(tag -> !isDeclared(tag, meta))
                        .map(tag -> NameMatcher.notice(tags.field(), tag)),
                tags.exclude().stream().filter(tag -> !isDeclared(tag, meta))
                        .map(tag -> NameMatcher.notice(tags.excludeField(), tag)));
    }

    private static Stream<Defect> undeclared(Splits splits, ProjectMeta meta) {
        return splits.sets().stream().flatMap(set -> set.tags().stream()).distinct()
                .filter(tag -> !isDeclared(tag, meta)).map(tag -> NameMatcher.notice("split.sets", tag));
    }

    /** Whether there is such a tag; which values it has, only the annotations say. */
    private static boolean isDeclared(String tag, ProjectMeta meta) {
        int equals = tag.indexOf('=');
        return isName(tag, meta) || (equals > 0 && isName(tag.substring(0, equals), meta));
    }

    private static boolean isName(String pattern, ProjectMeta meta) {
        return meta.tags().contains(NamePatterns.composed(pattern))
                || (Glob.isOne(pattern) && meta.tags().stream().anyMatch(new NamePatterns(List.of(pattern))::match));
    }
}
