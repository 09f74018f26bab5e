package io.maskexport.png;

import java.math.BigInteger;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BitWriterTest {
    private static final int HEAD = 5;
    private static final int TAIL = 20;

    private final BitWriter writer = new BitWriter();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void repeated_codes_are_the_same_bits_as_one_code_after_the_other(boolean inPlace) {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++) {
            int width = random.nextInt(1, 49);
            long bits = random.nextBoolean() ? 0 : random.nextLong(1L << width);
            int times = random.nextInt(1, 200);
            int lead = random.nextInt(1, 57);
            assertThat(repeated(lead, bits, width, times, inPlace)).isEqualTo(expected(lead, bits, width, times));
        }
    }

    private byte[] repeated(int lead, long bits, int width, int times, boolean inPlace) {
        begin();
        writer.put((1L << lead) - 1, lead);
        if (inPlace) {
            writer.reserveLast((long) width * times + 3);
        } else {
            writer.reserve((long) width * times + 3);
        }
        writer.putRepeatedly(BitWriter.code(bits, width), times);
        writer.put(5, 3);
        writer.align();
        return written();
    }

    private static byte[] expected(int lead, long bits, int width, int times) {
        var all = BigInteger.ONE.shiftLeft(lead).subtract(BigInteger.ONE);
        int length = lead;
        for (int i = 0; i < times; i++, length += width) {
            all = all.or(BigInteger.valueOf(bits).shiftLeft(length));
        }
        all = all.or(BigInteger.valueOf(5).shiftLeft(length));
        byte[] bytes = new byte[(length + 3 + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = all.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** Fills the buffer with bits that must not appear later. */
    private void begin() {
        writer.clear(HEAD, TAIL);
        writer.reserve(80_000);
        writer.putRepeatedly(BitWriter.code(0x7F, 7), 10_000);
        writer.clear(HEAD, TAIL);
        writer.reserve(Long.SIZE);
    }

    private byte[] written() {
        var piece = writer.pieces().getFirst();
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        return bytes;
    }

    @Test
    void pairs_of_literals_are_the_same_bits_as_single_ones_whatever_their_length() {
        var random = new SplittableRandom(11);
        var pairs = new LiteralPairs();
        for (int longest = 1; longest <= 12; longest++) {
            long[] codes = codes(random, longest);
            byte[] literals = new byte[2_000 + longest];
            random.nextBytes(literals);
            int from = random.nextInt(20);
            int to = literals.length - random.nextInt(20);

            begin();
            writer.reserve(12L * literals.length);
            writer.put(1, longest % 8);
            int left = writer.putPairs(literals, from, to, pairs.of(codes));
            writer.putCodes(literals, left, to, codes);
            writer.align();
            byte[] inPairs = written();

            begin();
            writer.reserve(12L * literals.length);
            writer.put(1, longest % 8);
            for (int i = from; i < to; i++) {
                writer.putCode(codes[literals[i] & 255]);
            }
            writer.align();
            assertThat(to - left).isBetween(0, 7);
            assertThat(inPairs).isEqualTo(written());
        }
    }

    private static long[] codes(SplittableRandom random, int longest) {
        return random.longs(256).map(bits -> {
            int width = 1 + (int) (bits >>> 40) % longest;
            return BitWriter.code(bits & ((1L << width) - 1), width);
        }).toArray();
    }

    @Test
    void what_is_written_in_place_is_not_copied() {
        begin();
        writer.reserveLast(Long.SIZE);
        writer.put(1, 48);
        writer.put(1, 16);
        int length = HEAD + Long.BYTES + TAIL;
        assertThat(writer.firstIn(length)).hasSize(length).isSameAs(writer.firstIn(length));
    }
}
