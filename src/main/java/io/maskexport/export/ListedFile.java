package io.maskexport.export;

/**
 * A file directly in {@code img/} or {@code ann/}.
 *
 * @param name of the image; or that of the annotation without {@code .json}
 */
record ListedFile(String name, SourceFile file, boolean isImage) {}
