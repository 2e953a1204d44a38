package dev.tokenyard.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads files and numbers as they are typed after options; what is none is said with what is expected. */
final class TypedValues {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

    private TypedValues() {}

    /** Lets all commands that a line has by now read their files and numbers so. */
    static void register(CommandLine line) {
        ITypeConverter<Integer> ints = text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        ITypeConverter<Long> longs = text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
        line.registerConverter(int.class, ints);
        line.registerConverter(Integer.class, ints);
        line.registerConverter(long.class, longs);
        line.registerConverter(Long.class, longs);
        line.registerConverter(double.class, TypedValues::number);
        line.registerConverter(Double.class, TypedValues::number);
        line.registerConverter(Path.class, TypedValues::path);
    }

    private static long whole(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noLong) {
            if (!WHOLE.matcher(text).matches()) {
                throw new TypeConversionException("'" + text + "' is not a whole number");
            }
        }
        throw new TypeConversionException(String.format(
                Locale.ROOT, "'%s' is out of range; give a whole number from %,d to %,d", text, least, most));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            throw new TypeConversionException("'" + text + "' is not a number, such as 0.5");
        }
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("the name is empty; give that of a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException none) {
            throw new TypeConversionException("'" + text + "' cannot be the name of a file or folder");
        }
    }

    /** For the name of a trace, which may be one of a sample as well. */
    static final class FileName implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return path(text).toString();
        }
    }
}
