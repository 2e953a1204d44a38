package dev.tokenyard.sim.trace.format;

/** Reads the ids of prefix blocks. Those beyond an int are numbered as they come, below 0, where no id of a file is. */
final class BlockHashes {
    private final LongMap largeIds = new LongMap();

    /**
     * Reads whole numbers with commas between them into the hashes of a row.
     *
     * @return whether they are such
     */
    boolean read(byte[] bytes, int from, int to, ParsedRow row) {
        int at = skipBlanks(bytes, from, to);
        while (at < to) {
            long id = 0;
            int first = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                if (id > (Long.MAX_VALUE - 9) / 10) {
                    return false;
                }
                id = id * 10 + (bytes[at++] - '0');
            }
            if (at == first) {
                return false;
            }
            row.addHash(id <= Integer.MAX_VALUE ? (int) id : number(id));
            at = skipBlanks(bytes, at, to);
            if (at < to) {
                if (bytes[at] != ',') {
                    return false;
                }
                at = skipBlanks(bytes, at + 1, to);
                if (at == to) {
                    return false;
                }
            }
        }
        return true;
    }

    private int number(long id) {
        int known = (int) largeIds.get(id, 0);
        if (known != 0) {
            return known;
        }
        int next = -1 - largeIds.size();
        largeIds.put(id, next);
        return next;
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }
}
