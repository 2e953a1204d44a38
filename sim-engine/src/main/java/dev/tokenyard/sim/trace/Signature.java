package dev.tokenyard.sim.trace;

/** What the first bytes of a file say that it is. */
enum Signature {
    GZIP("", 0x1F, 0x8B),
    ZIP("", 'P', 'K', 3, 4),
    EMPTY_ZIP("it is an empty zip archive; choose one with a trace", 'P', 'K', 5, 6),
    UTF_16_LITTLE("", 0xFF, 0xFE),
    UTF_16("", 0xFE, 0xFF),
    ZSTANDARD("it is compressed with Zstandard; unpack it first, or compress it with gzip", 0x28, 0xB5, 0x2F, 0xFD),
    XZ("it is compressed with xz; unpack it first, or compress it with gzip", 0xFD, '7', 'z', 'X', 'Z'),
    BZIP2("it is compressed with bzip2; unpack it first, or compress it with gzip", 'B', 'Z', 'h'),
    PARQUET("it is a Parquet table in an archive; unpack it first", 'P', 'A', 'R', '1'),
    NONE("");

    private final String advice;
    private final int[] bytes;

    Signature(String advice, int... bytes) {
        this.advice = advice;
        this.bytes = bytes;
    }

    /** What to do with a file that is not read as it is; empty for those that are. */
    String advice() {
        return advice;
    }

    static Signature of(byte[] first) {
        for (Signature signature : values()) {
            if (signature != NONE && signature.begins(first)) {
                return signature == UTF_16_LITTLE ? UTF_16 : signature;
            }
        }
        return NONE;
    }

    private boolean begins(byte[] first) {
        if (first.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((first[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
