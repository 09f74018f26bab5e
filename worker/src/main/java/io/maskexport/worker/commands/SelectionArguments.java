package io.maskexport.worker.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.SampleSize;
import io.maskexport.contracts.SelectionChoices;
import io.maskexport.select.Selection;
import io.maskexport.worker.plan.SelectionRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a render that choose items and objects, as {@code select} does in a request. */
final class SelectionArguments {
    @Option(names = "--select-dataset", paramLabel = "PATTERN", description = "Only datasets that match, and those below them: ds1, train*, **/night (docs/select.md). Repeatable.")
    private List<String> datasets = new ArrayList<>();

    @Option(names = "--exclude-dataset", paramLabel = "PATTERN", description = "No datasets that match, nor those below them. Repeatable.")
    private List<String> excludeDatasets = new ArrayList<>();

    @Option(names = "--select-item", paramLabel = "PATTERN", description = "Only items whose image's name matches, or with a / whose dataset and name match: *.png, night/*. Repeatable.")
    private List<String> items = new ArrayList<>();

    @Option(names = "--exclude-item", paramLabel = "PATTERN", description = "No items that match. Repeatable.")
    private List<String> excludeItems = new ArrayList<>();

    @Option(names = "--select-class", paramLabel = "PATTERN", description = "Draw only objects of classes that match. Repeatable.")
    private List<String> classes = new ArrayList<>();

    @Option(names = "--exclude-class", paramLabel = "PATTERN", description = "Draw no objects of classes that match. Repeatable.")
    private List<String> excludeClasses = new ArrayList<>();

    @Option(names = "--select-image-tag", paramLabel = "TAG", description = "Only items with a tag that matches: night, split=val, weather=*. Repeatable.")
    private List<String> imageTags = new ArrayList<>();

    @Option(names = "--exclude-image-tag", paramLabel = "TAG", description = "No items with a tag that matches. Repeatable.")
    private List<String> excludeImageTags = new ArrayList<>();

    @Option(names = "--select-label-tag", paramLabel = "TAG", description = "Draw only objects with a tag that matches. Repeatable.")
    private List<String> labelTags = new ArrayList<>();

    @Option(names = "--exclude-label-tag", paramLabel = "TAG", description = "Draw no objects with a tag that matches. Repeatable.")
    private List<String> excludeLabelTags = new ArrayList<>();

    @Option(names = "--annotated-only", description = "Only items with an object of these classes and tags.")
    private boolean annotatedOnly;

    @Option(names = "--sample", paramLabel = "N|N%", description = "Only so many of these items, chosen by a hash of their paths: 500, 10%%.")
    private @Nullable String sample;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Chooses another sample. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--no-images", description = "Leave the images out of the output.")
    private boolean noImages;

    @Option(names = "--no-annotations", description = "Leave the annotations out of the output.")
    private boolean noAnnotations;

    /** What is wrong with the options. */
    Optional<String> problem() {
        if (sample != null && !SampleSize.isValid(sample)) {
            return Optional.of("--sample: " + SampleSize.RULE);
        }
        return seed < 0 ? Optional.of("--seed: 0 or more") : Optional.empty();
    }

    Selection selection() {
        return SelectionRules.of(new SelectionChoices(datasets, excludeDatasets, items, excludeItems, classes,
                excludeClasses, imageTags, excludeImageTags, labelTags, excludeLabelTags, annotatedOnly,
                sample == null ? null : new SampleSize(sample), seed, !noImages, !noAnnotations));
    }
}
