package io.maskexport.worker.ops;

import java.util.function.Supplier;

/**
 * What a server answers on a path.
 *
 * @param path with its first slash
 * @param type of the content
 * @param content read for each request
 */
public record OpsRoute(String path, String type, Supplier<String> content) {}
