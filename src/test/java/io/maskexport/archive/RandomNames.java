package io.maskexport.archive;

import java.util.Random;

/** Random names made of awkward characters and parts. */
final class RandomNames {
    private static final String PIECES = "aZ9 ._-~/\\:*?\"<>|\u0000\n\u001b\u007f\u0085éß汽Ж\u0301\u0338\u200b\u200f\u202e\u2060\ufeff"
            + "\u061c\u00ad\u180e\ufff9\ufffb\uffff\udb40\udc01\udc7f\ufe0f\ud83d\ude80\ud83d\ude00CONauxΣσςİıKǰ";

    private RandomNames() {}

    static String next(Random random) {
        var name = new StringBuilder();
        int length = random.nextInt(20) == 0 ? 150 + random.nextInt(150) : random.nextInt(6);
        for (int i = 0; i < length; i++) {
            name.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return name.toString();
    }
}
