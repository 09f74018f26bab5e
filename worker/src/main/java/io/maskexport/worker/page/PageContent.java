package io.maskexport.worker.page;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.worker.status.ExportStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows.
 *
 * @param now when it was read, in ISO 8601
 * @param trouble why exports are not known; null if they are
 * @param running exports under way
 * @param ended exports that ended of late, the last one first
 * @param more exports that are not shown because there are too many
 * @param links whether there are links to what ended exports wrote
 * @param masks that this process rendered last, the newest first
 * @param queue facts about the queue, by name
 * @param worker facts about this process, by name
 * @param settings of this process, by name; without secrets
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageContent(String now, @Nullable String trouble, List<ExportStatus> running, List<ExportStatus> ended, int more,
        boolean links, List<MaskThumbnail> masks, Map<String, String> queue, Map<String, String> worker,
        Map<String, String> settings) {}
