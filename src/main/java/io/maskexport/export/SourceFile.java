package io.maskexport.export;

/**
 * A file of a project.
 *
 * @param path below the project's root, {@code /} separated: {@code ds/img/a.jpg}
 * @param bytes its size
 * @param version what changes when its content does (the ETag without quotes); empty where the source has none
 */
public record SourceFile(String path, long bytes, String version) {}
