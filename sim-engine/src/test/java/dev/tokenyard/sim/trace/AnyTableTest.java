package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.ColumnGuess;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.ColumnRole;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TimeUnit;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceFormatException.Kind;
import dev.tokenyard.sim.trace.format.TraceHead;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of no known format, read by what their columns mean. */
class AnyTableTest {
    private static final int REQUESTS = 60;

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("any.txt"), text);
    }

    private static ColumnMapping guess(String text) {
        TraceHead head = new TraceHead("any.txt", text.lines().toList());
        return ColumnGuess.of(TableHead.of(head).orElseThrow());
    }

    private TraceImport read(Path file, String columns) throws TraceFormatException {
        return TraceReader.readTable(file, ColumnMapping.parse(columns), ImportOptions.DEFAULT, ReadProgress.NONE);
    }

    /** A request of a made-up table; its time in microseconds. */
    private record Row(long micros, int prompt, int output, Map<ColumnRole, String> names) {}

    private static List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        long micros = 0;
        for (int r = 0; r < REQUESTS; r++) {
            Map<ColumnRole, String> names = new EnumMap<>(ColumnRole.class);
            names.put(ColumnRole.CLASS, "tier " + random.nextInt(3));
            names.put(ColumnRole.MODEL, "m\u00fc" + random.nextInt(2));
            names.put(ColumnRole.SESSION, "s" + random.nextInt(9));
            names.put(ColumnRole.CLIENT, "u" + random.nextInt(5));
            rows.add(new Row(micros, 1 + random.nextInt(5000), 1 + random.nextInt(900), names));
            micros += 1 + random.nextInt(2_000_000);
        }
        return rows;
    }

    private static String time(TimeUnit unit, long micros) {
        long epoch = 1_700_000_000_000_000L + micros;
        return switch (unit) {
            case SECONDS -> BigDecimal.valueOf(micros, 6).toPlainString();
            case MILLISECONDS -> BigDecimal.valueOf(micros, 3).toPlainString();
            case MICROSECONDS -> Long.toString(micros);
            case NANOSECONDS -> Long.toString(micros * 1000);
            case CLOCK ->
                LocalDateTime.of(2024, 2, 29, 23, 59, 58)
                        .plusNanos(micros * 1000)
                        .toString();
            case EPOCH -> micros % 2 == 0 ? BigDecimal.valueOf(epoch, 6).toPlainString() : Long.toString(epoch);
        };
    }

    private static String value(ColumnRole role, Row row, TimeUnit unit) {
        return switch (role) {
            case TIME -> time(unit, row.micros);
            case PROMPT -> Integer.toString(row.prompt);
            case OUTPUT -> Integer.toString(row.output);
            default -> row.names.getOrDefault(role, "");
        };
    }

    /** The rows as a table with its columns in any order and others between them. */
    private static String table(List<Row> rows, List<ColumnRole> order, TimeUnit unit, String delimiter, boolean json) {
        StringBuilder text = new StringBuilder();
        if (!json) {
            text.append("noise");
            order.forEach(role -> text.append(delimiter).append("the ").append(role.word()));
            text.append('\n');
        }
        for (Row row : rows) {
            if (json) {
                text.append("{\"noise\": [1, 2]");
                for (ColumnRole role : order) {
                    String value = value(role, row, unit);
                    boolean number = role.label().isEmpty() && !(role == ColumnRole.TIME && unit == TimeUnit.CLOCK);
                    text.append(", \"the ").append(role.word()).append("\": ");
                    text.append(number ? value : '"' + value + '"');
                }
                text.append("}\n");
            } else {
                text.append("x");
                order.forEach(role -> text.append(delimiter).append(value(role, row, unit)));
                text.append('\n');
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(TimeUnit.class)
    void whatIsWrittenInAnyOrderUnitAndShapeIsReadBack(TimeUnit unit) throws Exception {
        Random random = new Random(unit.ordinal());
        for (String shape : List.of(",", "\t", ";", "|", "json")) {
            List<Row> rows = rows(random);
            List<ColumnRole> order = new ArrayList<>(Arrays.asList(ColumnRole.values()));
            Collections.shuffle(order, random);
            ColumnMapping mapping = new ColumnMapping(Map.of(), unit);
            for (ColumnRole role : order) {
                mapping = mapping.with("the " + role.word(), Optional.of(role));
            }
            mapping = mapping.withUnit(unit);
            Path file = write(table(rows, order, unit, shape, shape.equals("json")));
            TraceImport read = TraceReader.readTable(file, mapping, ImportOptions.DEFAULT, ReadProgress.NONE);
            assertThat(read.report().rowsRead()).as(shape).isEqualTo(REQUESTS);
            assertThat(read.report().formatId()).isEqualTo("columns");
            assertThat(read.report().notes()).hasSize(unit == TimeUnit.EPOCH ? 1 : 0);
            Trace trace = read.trace();
            for (int r = 0; r < REQUESTS; r++) {
                Row row = rows.get(r);
                assertThat(trace.arrivalTick(r)).isEqualTo(row.micros * (Ticks.PER_SECOND / 1_000_000));
                assertThat(trace.promptTokens(r)).isEqualTo(row.prompt);
                assertThat(trace.outputTokens(r)).isEqualTo(row.output);
                for (ColumnRole role : ColumnRole.values()) {
                    if (role.label().isPresent()) {
                        Label label = role.label().get();
                        assertThat(trace.names(label).get(trace.nameIndex(label, r)))
                                .isEqualTo(row.names.get(role));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "created_at,input_len,output_len,user_id > 2024-01-01 00:00:00,5,7,u > time=created_at:clock,prompt=input_len,output=output_len,client=user_id",
                "ts,in,out,tier > 0.5,5,7,a > time=ts:s,prompt=in,output=out,class=tier",
                "id,out_tokens,arrivalMs,promptTokens > 1,5,7,9 > time=arrivalMs:ms,prompt=promptTokens,output=out_tokens",
                "Timestamp,Prompt Tokens,Completion Tokens,Total Tokens,Conversation ID > 1700000000,5,7,12,c > time=Timestamp:s,prompt=Prompt Tokens,output=Completion Tokens,session=Conversation ID",
                "request_time,model,context_length,generated_tokens,latency_ms > 1700000000123,m,5,7,12 > time=request_time:ms,prompt=context_length,output=generated_tokens",
                "time_us,end_time_us,num_prefill_tokens,num_decode_tokens,max_tokens > 1,2,5,7,12 > time=time_us:us,prompt=num_prefill_tokens,output=num_decode_tokens",
                "tenant,promptlen,response_tokens,arrival_time,prompt_text > x,5,7,12,t > time=arrival_time:s,prompt=promptlen,output=response_tokens,client=tenant",
            })
    void headersSayWhatColumnsMean(String header, String row, String expected) {
        assertThat(guess(header + "\n" + row + "\n").text()).isEqualTo(expected);
    }

    @Test
    void valuesTellWhereNamesDoNot() {
        StringBuilder table = new StringBuilder("a;b;c;d;e\n");
        for (int r = 0; r < 30; r++) {
            table.append(r).append(';').append(r * 1500 + r % 7).append(';').append(200 + 37 * r % 91);
            table.append(';')
                    .append(r % 3 == 0 ? "gold" : "basic")
                    .append(';')
                    .append(10 + 17 * r % 23)
                    .append('\n');
        }
        assertThat(guess(table.toString()).text())
                .as("a numbers the rows, b rises by 1,500 a row")
                .isEqualTo("time=b:ms,prompt=c,output=e,class=d");
    }

    @Test
    void aTableWithoutAHeaderNumbersItsColumns() throws Exception {
        String text = "0.0,100,20\n1.5,300,10\n2.0,50,5\n";
        assertThat(guess(text).text()).isEqualTo("time=1:s,prompt=2,output=3");
        TraceImport read = read(write(text), "time=1:s,prompt=3,output=2");
        assertThat(read.trace().size()).isEqualTo(3);
        assertThat(read.trace().outputTokens(1)).isEqualTo(300);
    }

    @Test
    void columnsOfTheSameNameAreToldApart() throws Exception {
        String text = "ts,tokens,tokens\n0,3,4\n1,5,6\n";
        assertThat(guess(text).text()).isEqualTo("time=ts:s,prompt=tokens,output=tokens#2");
        assertThat(read(write(text), "time=ts,prompt=tokens#2,output=TOKENS")
                        .trace()
                        .promptTokens(1))
                .isEqualTo(6);
    }

    @Test
    void anUnknownTableIsToldWithTheOptionThatReadsIt() throws Exception {
        Path file = write("when,in,out\n0,3,4\n");
        assertThatThrownBy(() -> TraceReader.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("--columns 'time=when:s,prompt=in,output=out'")
                .extracting(failure -> ((TraceFormatException) failure).kind())
                .isEqualTo(Kind.UNKNOWN_FORMAT);
    }

    @Test
    void aTableWithoutTimesNeedsArrivals() throws Exception {
        Path file = write("in,out\n3,4\n5,6\n");
        assertThatThrownBy(() -> read(file, "prompt=in,output=out"))
                .hasMessageContaining("no arrival times")
                .extracting(failure -> ((TraceFormatException) failure).kind())
                .isEqualTo(Kind.NO_ARRIVALS);
        ImportOptions atOnce = ImportOptions.DEFAULT.with("arrivals", "at-once");
        assertThat(TraceReader.readTable(file, ColumnMapping.parse("prompt=in,output=out"), atOnce, ReadProgress.NONE)
                        .trace()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void refusedRowsNameTheColumnOfTheMapping() throws Exception {
        ImportReport report = read(
                        write("when,in,out\n0,3,4\nsoon,3,4\n1,3.5,4\n2,4\n3,1,1\n"),
                        "time=when:s,prompt=in,output=out")
                .report();
        assertThat(report.rowsRead()).isEqualTo(2);
        assertThat(report.problems()).extracting("column").containsExactly("when", "in", "row");
    }

    @Test
    void aPreviewIsReadLikeTheFileAndLeavesACutLineAway() throws Exception {
        StringBuilder text = new StringBuilder("when,in,out\n");
        for (int r = 0; r < 9000; r++) {
            text.append(r).append(",12,").append(100 + r % 9).append('\n');
        }
        Path file = write(text.toString());
        TraceHead head = TraceReader.head(file);
        ImportReport report = TraceReader.preview(
                        head, ColumnMapping.parse("time=when,prompt=in,output=out"), ImportOptions.DEFAULT)
                .report();
        assertThat(report.rowsRefused()).isZero();
        assertThat(report.rowsRead()).isBetween(4000L, 8000L);
        assertThat(TableHead.of(head).orElseThrow().rows()).hasSize((int) report.rowsRead());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time=ts:ms,prompt=in,output=out,class=tier",
                "prompt=in,output=out",
                "time=a:b:clock,prompt=\"x,y\",output=\"\"\"q\"\"\"",
                "time=1:epoch,prompt=2,output=3,model=4,session=5,client=6"
            })
    void aMappingIsReadAsItIsWritten(String text) {
        assertThat(ColumnMapping.parse(ColumnMapping.parse(text).text())).isEqualTo(ColumnMapping.parse(text));
        assertThat(ColumnMapping.parse(text).columns()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "time=ts > it has no prompt=",
                "prompt=a,output=a > the column a has two roles",
                "prompt=a,prompt=b > prompt is given twice",
                "prompt=a,length=b > there is no role \"length\"",
                "prompt=,output=b > names no column",
                "nothing > there is no role \"nothing\"",
            })
    void aSpoiltMappingIsRefusedInASentence(String text, String why) {
        assertThatThrownBy(() -> ColumnMapping.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(ColumnMapping.USAGE);
    }

    private TraceImport readByGuess(String text) throws Exception {
        return read(write(text), guess(text).text());
    }

    @Test
    void decimalCommasAreReadWhereTheyDoNotSeparate() throws Exception {
        String table = "time;in;out\n0,5;3;1\n1,75;40;2\n";
        assertThat(guess(table).text()).isEqualTo("time=time:s,prompt=in,output=out");
        for (String text : List.of(table, table.replace(';', '\t'), table.replace(';', '|'))) {
            TraceImport read = readByGuess(text);
            assertThat(read.trace().lastArrivalTick()).isEqualTo(Ticks.fromSeconds(1.25));
            assertThat(read.report().notes()).containsExactly("The comma in time is read as a decimal point.");
        }
        TraceImport thousands =
                read(write("time;in;out\n1,5;3;1\n1.000,5;3;1\n1,0,5;3;1\n,5;3;1\n"), "time=time,prompt=in,output=out");
        assertThat(thousands.report().problems()).extracting("value").containsExactly("1.000,5", "1,0,5", ",5");
    }

    @Test
    void fieldsOfAnObjectWithinTheObjectHaveBothNames() throws Exception {
        String log =
                "{\"created\": 1700000000, \"usage\": {\"prompt_tokens\": 12, \"completion_tokens\": 3, \"total_tokens\": 15,"
                        + " \"prompt_tokens_details\": {\"cached_tokens\": 0}}, \"by\": {\"user\": \"a.b\"}}\n";
        String text = log + log.replace("1700000000", "1700000002").replace("12", "13");
        assertThat(guess(text).text())
                .isEqualTo("time=created:s,prompt=usage.prompt_tokens,output=usage.completion_tokens,client=by.user");
        Trace trace = readByGuess(text).trace();
        assertThat(trace.lastArrivalTick()).isEqualTo(2 * Ticks.PER_SECOND);
        assertThat(trace.promptTokens(1)).isEqualTo(13);
        assertThat(trace.names(Label.CLIENT)).containsExactly("a.b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "11/16/2023 10:00:00 > 11/16/2023 10:01:00 > 60 > month/day/year",
                "2/3/2024 11:59:58.5 PM > 2/13/2024 12:00:00 AM > 777601.5 > month/day/year",
                "16/11/2023 10:00 > 17/11/2023 10:00 > 86400 > day/month/year",
                "16.11.2023 10:00:00 > 01.12.2023 10:00:00 > 1296000 > ''",
                "2023/11/16 10:00:00 > 2023/11/16 10:00:01 > 1 > ''",
                "2023-11-16 10:00:00 UTC > 2023-11-16 12:00:01+02:00 > 1 > ''",
            })
    void datesOfSpreadsheetsAreReadWhereTheyAreUnambiguous(String first, String second, double seconds, String order)
            throws Exception {
        for (String text : List.of(
                "time,prompt,output\n" + first + ",100,1\n" + second + ",137,2\n",
                "{\"time\": \"" + first + "\", \"prompt\": 100, \"output\": 1}\n{\"time\": \"" + second
                        + "\", \"prompt\": 137, \"output\": 2}\n")) {
            assertThat(guess(text).text()).isEqualTo("time=time:clock,prompt=prompt,output=output");
            TraceImport read = readByGuess(text);
            assertThat(read.trace().lastArrivalTick()).isEqualTo(Ticks.fromSeconds(seconds));
            assertThat(read.report().notes())
                    .isEqualTo(
                            order.isEmpty()
                                    ? List.of()
                                    : List.of("The dates in time are read as " + order
                                            + ", as some have a number beyond 12."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3/4/2023 10:00:00", "13/4/2023 10:00:00\",1,1\n\"4/13/2023 10:00:00"})
    void datesThatMayBeReadInTwoWaysAreRefusedInASentence(String dates) {
        String text = "time,prompt,output\n\"" + dates + "\",1,1\n";
        assertThat(guess(text).unit()).isEqualTo(TimeUnit.CLOCK);
        assertThatThrownBy(() -> readByGuess(text))
                .hasMessageContaining("or one whose day and month can be told apart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2/30/2023 10:00:00",
                "12/32/2023 10:00:00",
                "1/13/2023 25:00:00",
                "1/13/2023 13:00 PM",
                "1/13/23 1:00:00"
            })
    void whatIsNoDateIsRefused(String date) throws Exception {
        String text = "time,prompt,output\n1/31/2023 10:00:00,1,1\n" + date + ",1,1\n";
        ImportReport report =
                read(write(text), "time=time:clock,prompt=prompt,output=output").report();
        assertThat(report.rowsRead()).isEqualTo(1);
        assertThat(report.problems()).extracting("value").containsExactly(date);
    }

    @Test
    void aColumnThatIsMissingIsNamedWithThoseThatThereAre() throws Exception {
        Path file = write("when,in,out\n0,3,4\n");
        assertThatThrownBy(() -> read(file, "time=ts,prompt=in,output=out"))
                .hasMessage("any.txt has no column ts; its columns are when, in, out.");
        Path text = write("a sentence\nand another\n");
        assertThatThrownBy(() -> read(text, "prompt=in,output=out")).hasMessageContaining("is no table");
    }
}
