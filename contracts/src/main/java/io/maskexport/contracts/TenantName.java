package io.maskexport.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for names of tenants: the senders among which workers share their time. */
public final class TenantName {
    public static final String RULE = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    private static final Pattern PATTERN = Pattern.compile(RULE);

    private TenantName() {}

    /** What is wrong with a name, worded to follow the field's name; empty if it is valid. */
    static Optional<String> problem(String name) {
        return PATTERN.matcher(name).matches() ? Optional.empty() : Optional.of("does not match " + RULE);
    }
}
