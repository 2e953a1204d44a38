package dev.tokenyard.sim.trace;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import dev.tokenyard.sim.export.CsvFields;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * A Parquet table as the comma-separated text that it amounts to: a line of names, then one for each row. Columns of lists and
 * structures are left out. Moments are written in ISO 8601.
 */
final class ParquetText extends InputStream {
    /** It tells what it could use of the processor, which is nothing to the user. */
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    private final ParquetFileReader file;
    private final RowReader rows;
    /** The places of the columns that are written. */
    private final int[] columns;

    private final long rowCount;
    private long rowsRead;
    private byte[] line;
    private int at;

    private ParquetText(ParquetFileReader file) {
        this.file = file;
        List<SchemaNode> fields = file.getFileSchema().getRootNode().children();
        columns = IntStream.range(0, fields.size())
                .filter(c -> fields.get(c) instanceof SchemaNode.PrimitiveNode
                        && fields.get(c).maxRepetitionLevel() == 0)
                .toArray();
        rowCount = file.getFileMetaData().numRows();
        rows = file.rowReader();
        StringBuilder names = new StringBuilder();
        for (int c = 0; c < columns.length; c++) {
            names.append(c == 0 ? "" : ",")
                    .append(CsvFields.text(fields.get(columns[c]).name()));
        }
        line = bytes(names);
    }

    /**
     * Opens a table.
     *
     * @throws IOException if it cannot be read; the message says why
     */
    static ParquetText open(Path path) throws IOException {
        try {
            ParquetFileReader file = ParquetFileReader.open(InputFile.of(path));
            try {
                return new ParquetText(file);
            } catch (RuntimeException unreadable) {
                file.close();
                throw unreadable;
            }
        } catch (RuntimeException | LinkageError unreadable) {
            throw failure(unreadable);
        }
    }

    /** The library tells by many kinds of exceptions that a file is damaged. */
    private static IOException failure(Throwable unreadable) {
        boolean isUnknown = unreadable instanceof UnsupportedOperationException || unreadable instanceof LinkageError;
        return new IOException(
                isUnknown
                        ? "it is a Parquet table that is packed in a way not known here; write it with Snappy, Zstandard or gzip"
                        : "it is a Parquet table that is damaged",
                unreadable);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The share of the rows that were read, from 0 to 1. */
    double readShare() {
        return rowCount == 0 ? 1 : (double) rowsRead / rowCount;
    }

    /** Makes the next line the present one; says whether there is one. */
    private boolean nextLine() throws IOException {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            rowsRead++;
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < columns.length; c++) {
                text.append(c == 0 ? "" : ",");
                if (!rows.isNull(columns[c])) {
                    text.append(text(rows.getValue(columns[c])));
                }
            }
            line = bytes(text);
            at = 0;
            return true;
        } catch (RuntimeException | LinkageError unreadable) {
            throw failure(unreadable);
        }
    }

    private static String text(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? new BigDecimal(value.toString()).toPlainString() : value.toString();
        }
        return value instanceof byte[] ? "" : CsvFields.text(value.toString());
    }

    @Override
    public int read() throws IOException {
        return at < line.length || nextLine() ? line[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == line.length && !nextLine()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, to, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        rows.close();
        file.close();
    }
}
