package io.maskexport.worker.preview;

import java.util.Optional;

/**
 * The files of an item that a preview shows.
 *
 * @param path archive path of the image
 * @param machine the machine mask, a PNG
 * @param semantic the semantic RGB mask, a PNG
 * @param instances number of instance masks
 */
record ItemFiles(String path, byte[] image, Optional<byte[]> machine, Optional<byte[]> semantic, int instances) {}
