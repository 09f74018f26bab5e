package io.maskexport.worker.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A topic of requests, which is a class of service.
 *
 * @param weight its share of the workers' time while several topics have requests; at least 1
 */
public record RequestTopic(String name, int weight) {
    static final int MAX_WEIGHT = 100;
    static final int MAX_TOPICS = 8;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,249})(?::([0-9]{1,3}))?");

    /** {@code name}, or a list such as {@code urgent:3,standard:1}; without a weight, 1. */
    static List<RequestTopic> list(String text) {
        var topics = new ArrayList<RequestTopic>();
        var names = new HashSet<String>();
        for (var entry : ValueParsers.list(text)) {
            var topic = parse(entry);
            if (!names.add(topic.name)) {
                throw new IllegalArgumentException("topic " + topic.name + " is listed twice");
            }
            topics.add(topic);
        }
        if (topics.isEmpty() || topics.size() > MAX_TOPICS) {
            throw new IllegalArgumentException("not 1 to " + MAX_TOPICS + " topics");
        }
        return List.copyOf(topics);
    }

    private static RequestTopic parse(String entry) {
        var form = FORM.matcher(entry);
        if (!form.matches()) {
            throw new IllegalArgumentException("`" + entry + "` is not a topic, or topic:weight such as urgent:3");
        }
        int weight = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("the weight of " + form.group(1) + " is not 1 to " + MAX_WEIGHT);
        }
        return new RequestTopic(form.group(1), weight);
    }
}
