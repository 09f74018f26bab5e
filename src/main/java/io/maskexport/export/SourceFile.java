package io.maskexport.export;

/**
 * A file of a project.
 *
 * @param path below the project's root, separated by {@code /}: {@code ds/img/a.jpg}
 * @param bytes size in bytes
 * @param version changes with the content (the ETag without quotes); empty if the source has none
 */
public record SourceFile(String path, long bytes, String version) {}
