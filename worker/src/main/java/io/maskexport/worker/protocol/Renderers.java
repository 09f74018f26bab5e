package io.maskexport.worker.protocol;

import io.maskexport.annotation.ProjectMeta;
import io.maskexport.export.ItemStream;
import io.maskexport.export.ProjectSource;
import io.maskexport.render.RenderOptions;

/** Port: the engine, as far as it takes time and memory. */
@FunctionalInterface
public interface Renderers {
    /** A stream that renders items of a project. */
    ItemStream open(ProjectSource source, ProjectMeta meta, RenderOptions options);
}
