package io.maskexport.worker.ops;

import java.util.function.UnaryOperator;

/**
 * What a server answers on a path.
 *
 * @param path with its first slash
 * @param type of the content
 * @param content by the query of a request, decoded and without its question mark; read for each request
 */
public record OpsRoute(String path, String type, UnaryOperator<String> content) {}
