package io.maskexport.worker.preview;

import java.util.Optional;

/**
 * The files of an item that a preview shows.
 *
 * @param names where the files of the item are
 * @param machine the machine mask, a PNG
 * @param semantic the semantic RGB mask, a PNG
 * @param instances number of instance masks
 */
record ItemFiles(ItemMembers names, byte[] image, Optional<byte[]> machine, Optional<byte[]> semantic, int instances) {}
