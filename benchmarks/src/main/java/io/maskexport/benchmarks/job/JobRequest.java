package io.maskexport.benchmarks.job;

import java.util.Set;

import io.maskexport.render.MaskKind;
import io.maskexport.sandbox.Sandbox;

/**
 * A request to send.
 *
 * @param id of the request; used only once
 * @param project name under which the project was {@linkplain JobTestBed#add added}
 * @param masks kinds of masks to make
 * @param further fields of the message, as JSON that follows a comma; may be empty
 */
public record JobRequest(String id, String project, Set<MaskKind> masks, String further) {
    public JobRequest(String id, String project, Set<MaskKind> masks) {
        this(id, project, masks, "");
    }

    /** The message, as JSON. */
    public String request() {
        return """
                {"version": 1, "requestId": "%s", "source": {"bucket": "%s", "prefix": "%s/"},
                 "project": {"id": 1, "name": "%s"},
                 "options": {"humanMasks": %s, "machineMasks": %s, "semanticRgbMasks": %s, "instanceMasks": %s},
                 "destination": {"bucket": "%s", "prefix": "out/"}%s}"""
                .formatted(id, Sandbox.PROJECTS, project, project, masks.contains(MaskKind.HUMAN),
                        masks.contains(MaskKind.MACHINE), masks.contains(MaskKind.SEMANTIC_RGB),
                        masks.contains(MaskKind.INSTANCE), Sandbox.EXPORTS,
                        further.isEmpty() ? "" : ", " + further);
    }
}
