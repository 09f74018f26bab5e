package io.maskexport.benchmarks.million;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.Set;

import io.maskexport.benchmarks.job.JobRequest;
import io.maskexport.benchmarks.measure.CpuTime;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.TraceContext;
import io.maskexport.defect.Limits;
import io.maskexport.render.MaskKind;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.plan.BucketProject;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.Planner;
import io.maskexport.worker.plan.TaskLimits;
import io.maskexport.worker.plan.WorkFolder;
import io.maskexport.worker.service.ThreadSteps;
import io.maskexport.worker.settings.WorkerSettings;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Plans exports as a worker does, and records the plans; renders nothing. */
final class ProjectPlanning {
    private ProjectPlanning() {}

    /** For each input line with a project's name, prints the {@linkplain PlanFigures figures} of its plan. */
    static void main() throws Exception {
        var settings = WorkerSettings.from(System.getenv());
        var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (var store = new MinioObjectStore(settings.storage().s3(), StepRetrier.system())) {
            for (var project = lines.readLine(); project != null; project = lines.readLine()) {
                double cpu = CpuTime.seconds();
                long start = System.nanoTime();
                var plan = plan(store, settings, project);
                System.out.println(new PlanFigures(plan.items(), plan.tasks(), plan.warnings().size(),
                        (System.nanoTime() - start) / 1e9, CpuTime.seconds() - cpu).line());
            }
        }
    }

    private static Plan plan(ObjectStore store, WorkerSettings settings, String project) throws Exception {
        var request = request(project);
        var export = settings.export();
        var folder = new WorkFolder(store, new ObjectRef(settings.storage().workBucket(), "plans/" + project + "/"),
                KnownFeatures.OF_THIS_BUILD);
        try (var steps = new ThreadSteps()) {
            var plan = new Planner(folder, _ -> true, new TaskLimits(export.taskMaxItems(), export.taskMaxBytes()),
                    steps)
                    .plan(request, IgnoredFields.NONE, "digest", TraceContext.NONE,
                            new BucketProject(store, request.source(), Limits.defaults()));
            folder.recordDecision(plan);
            return plan;
        }
    }

    private static ExportRequested request(String project) throws IOException {
        var job = new JobRequest(project, project, Set.of(MaskKind.HUMAN, MaskKind.MACHINE));
        var reading = CommandReader.read(new RecordEnvelope(Map.of(), job.request().getBytes(UTF_8)));
        if (reading instanceof CommandResult.ValidCommand(ExportRequested request, var _, var _)) {
            return request;
        }
        throw new IOException("invalid: " + reading);
    }
}
