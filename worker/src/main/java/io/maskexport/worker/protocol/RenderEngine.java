package io.maskexport.worker.protocol;

import io.maskexport.export.ExportContext;
import io.maskexport.export.ItemStream;
import io.maskexport.export.ProjectSource;

/** Port: the rendering engine. */
@FunctionalInterface
public interface RenderEngine {
    /** A stream that renders items of a project. */
    ItemStream open(ProjectSource source, ExportContext context);
}
