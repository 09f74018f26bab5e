package io.maskexport.contracts;

import java.util.regex.Pattern;

/** The rule for request ids, which name folders and key records. */
public final class RequestId {
    public static final String RULE = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    private static final Pattern PATTERN = Pattern.compile(RULE);

    private RequestId() {}

    public static boolean isValid(String id) {
        return PATTERN.matcher(id).matches();
    }
}
