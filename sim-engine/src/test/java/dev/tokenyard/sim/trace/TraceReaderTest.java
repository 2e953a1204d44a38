package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.TraceFormat;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceFormats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceReaderTest {
    private static final String AZURE = "TIMESTAMP,ContextTokens,GeneratedTokens\n";
    private static final String VIDUR = "arrived_at,num_prefill_tokens,num_decode_tokens\n";
    private static final String OWN = "arrival_s,prompt_tokens,output_tokens\n";

    @TempDir
    private Path folder;

    private Path file(String content) throws Exception {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[] content) throws Exception {
        return Files.write(folder.resolve("some.trace"), content);
    }

    private TraceImport read(String content) throws Exception {
        return TraceReader.read(file(content));
    }

    private void assertRefused(String content, String... parts) throws Exception {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContainingAll(parts);
    }

    private static void assertProblem(TraceImport read, long line, String column, String value) {
        assertThat(read.report().rowsRefused()).isEqualTo(1);
        RowProblem problem = read.report().problems().get(0);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
        assertThat(problem.value()).isEqualTo(value);
        assertThat(problem.expected()).isNotBlank();
    }

    @Test
    void readsSevenDigitFractionsWithCrlfAndNoFinalNewline() throws Exception {
        TraceImport read = read("TIMESTAMP,ContextTokens,GeneratedTokens\r\n"
                + "2023-11-16 23:59:59.9799600,4808,10\r\n2023-11-17 00:00:00.0319601,3180,8");

        assertThat(read.trace().size()).isEqualTo(2);
        assertThat(read.trace().arrivalTick(1)).isEqualTo(52_000_100_000L);
        assertThat(read.trace().outputTokens(1)).isEqualTo(8);
        assertThat(read.trace().name()).isEqualTo("some.trace");
    }

    @Test
    void readsEpochMillisecondsUnderTheSameHeader() throws Exception {
        TraceImport read = read(AZURE + "1700158546680,374,44\n1700158550995,396,109\n");

        assertThat(read.report().formatId()).isEqualTo("azure-2023");
        assertThat(read.trace().arrivalTick(1)).isEqualTo(4_315 * Ticks.PER_MILLISECOND);
    }

    @ParameterizedTest
    @CsvSource({"1, seconds", "1000, milliseconds", "1000000, microseconds", "1000000000, nanoseconds"})
    void theSizeOfAnEpochTellsItsUnitAndTheReportStatesIt(long perSecond, String unit) throws Exception {
        StringBuilder rows = new StringBuilder(AZURE);
        for (int r = 0; r < 20; r++) {
            rows.append((1_700_158_546L + 2 * r) * perSecond).append(",10,5\n");
        }
        TraceImport read = read(rows.toString());

        assertThat(read.trace().lastArrivalTick()).isEqualTo(38 * Ticks.PER_SECOND);
        assertThat(read.report().notes())
                .containsExactly("The numbers in TIMESTAMP are read as " + unit + " since 1970, by their size.");
    }

    @Test
    void unitsThatChangeWithinAFileAreToldWithTheirRows() throws Exception {
        TraceImport read =
                read(AZURE + "2023-11-16 18:15:46,1,1\n1700158547.5,1,1\n1700158548000,1,1\n1700158549,1,1\n");

        assertThat(read.trace().arrivalTick(1)).isEqualTo(1_500 * Ticks.PER_MILLISECOND);
        assertThat(read.report().notes())
                .containsExactly("The numbers in TIMESTAMP are read as seconds (rows: 2) and milliseconds (rows: 1)"
                        + " since 1970, by their size.");
        assertThat(read(AZURE + "2023-11-16 18:15:46,1,1\n").report().notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-16T18:15:47Z, 1",
        "2023-11-16 18:15:46.5, 0.5",
        "2023-11-16 19:15:47.25+01:00, 1.25",
        "2023-11-16 17:15:47-01:00, 1",
        "2024-02-01 18:15:46, 6652800",
    })
    void understandsTheVariantsOfATimestamp(String timestamp, double seconds) throws Exception {
        Trace trace =
                read(AZURE + "2023-11-16 18:15:46,1,1\n" + timestamp + ",1,1\n").trace();

        assertThat(trace.arrivalTick(1)).isEqualTo(Ticks.fromSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-30 18:15:46",
                "2023-13-01 18:15:46",
                "2023-11-16 24:00:00",
                "2023-11-16 18:60:00",
                "2023-11-16 18:15:46.",
                "2023-11-16 18:15:46.1x",
                "2023-11-16 18:15:46+1:00",
                "2023-11-16",
                "2x23-11-16 18:15:46",
                "-5",
                "99999999999999999999999",
                "yesterday",
                "NaN",
                "",
            })
    void refusesWhatIsNoTimestamp(String timestamp) throws Exception {
        TraceImport read = read(AZURE + "2023-11-16 18:15:46,1,1\n" + timestamp + ",1,1\n");

        assertProblem(read, 3, "TIMESTAMP", timestamp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "10000001", "99999999999999999999999", "1.5", "12x", "NaN", "", "0x10", "1e3"})
    void refusesAbsurdTokenCounts(String count) throws Exception {
        assertProblem(read(VIDUR + "0,1,1\n1," + count + ",5\n"), 3, "num_prefill_tokens", count);
        assertProblem(read(VIDUR + "0,1,1\n1,5," + count + "\n"), 3, "num_decode_tokens", count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "1e400", "0x1p3", "1d", ".", "-", "--1", "1..2", "1e", "9999999999999999"})
    void refusesWhatIsNoNumberOfSeconds(String seconds) throws Exception {
        assertProblem(read(VIDUR + "0,1,1\n" + seconds + ",1,1\n"), 3, "arrived_at", seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1500000000000",
        "5.4e-05, 54000000",
        "1E2, 100000000000000",
        "0.0000000000016, 2",
        "7., 7000000000000",
        ".25, 250000000000",
        "0.9999999999999, 1000000000000",
        "'  3  ', 3000000000000",
        "+2, 2000000000000",
    })
    void readsSecondsToTheTick(String seconds, long ticks) throws Exception {
        assertThat(read(OWN + "0,1,1\n" + seconds + ",1,1\n").trace().arrivalTick(1))
                .isEqualTo(ticks);
    }

    @Test
    void sortsAndCountsRowsOutOfOrderAndStartsAtTheEarliest() throws Exception {
        TraceImport read = read(VIDUR + "10,1,1\n8,2,2\n12,3,3\n11,4,4\n12,5,5\n-1.5,6,6\n");

        assertThat(read.report().rowsRepaired()).isEqualTo(3);
        assertThat(read.report().rowsRead()).isEqualTo(6);
        Trace trace = read.trace();
        assertThat(IntStream.range(0, 6).map(trace::promptTokens)).containsExactly(6, 2, 1, 4, 3, 5);
        assertThat(trace.arrivalTick(0)).isZero();
        assertThat(trace.arrivalTick(1)).isEqualTo(Ticks.fromSeconds(9.5));
    }

    @Test
    void refusesTimesMoreThan100DaysApart() throws Exception {
        assertProblem(read(VIDUR + "0,1,1\n8640000,1,1\n8640000.1,1,1\n"), 4, "arrived_at", "8640000.1");
        assertProblem(read(VIDUR + "0,1,1\n-1,1,1\n8640000,1,1\n"), 4, "arrived_at", "8640000");
        assertProblem(read(VIDUR + "0,1,1\n-8640000,1,1\n8640000,1,1\n"), 4, "arrived_at", "8640000");
        assertProblem(read(AZURE + "2023-11-16 18:15:46,1,1\n1700158546680,1,1\n0,1,1\n"), 4, "TIMESTAMP", "0");
        assertProblem(read(OWN + "0,1,1\n8640000.5,1,1\n"), 3, "arrival_s", "8640000.5");
    }

    @Test
    void aBadTimeInTheFirstRowDoesNotDecide() throws Exception {
        StringBuilder rows = new StringBuilder(AZURE + "1970-01-01 00:00:00,1,2\n");
        for (int r = 0; r < 50; r++) {
            rows.append("2023-11-16 18:15:").append(10 + r).append(",1,2\n");
        }
        TraceImport read = read(rows.toString());
        assertProblem(read, 2, "TIMESTAMP", "1970-01-01 00:00:00");
        assertThat(read.report().rowsRead()).isEqualTo(50);
        assertThat(read.trace().arrivalTick(0)).isZero();
        assertThat(read.report().rowsRepaired()).as("no row is out of order").isZero();

        String late = VIDUR + "1700000000,1,1\n".repeat(5000) + "5,1,1\n".repeat(6000);
        assertRefused(late, "6000 rows whose times lie more than 100 days from those of the 5000 others", "split it");
    }

    @Test
    void ownTimesCountFromTheStartAndMayNotBeNegative() throws Exception {
        TraceImport read = read(OWN + "5,1,1\n-1,1,1\n");

        assertProblem(read, 3, "arrival_s", "-1");
        assertThat(read.trace().arrivalTick(0)).isEqualTo(Ticks.fromSeconds(5));
    }

    @Test
    void findsColumnsByNameWhateverOrderCaseAndCompany() throws Exception {
        Trace trace = read("Model, GENERATEDTOKENS ,ContextTokens,\"timestamp\"\nx,44,374,1700158546680\n")
                .trace();

        assertThat(trace.promptTokens(0)).isEqualTo(374);
        assertThat(trace.outputTokens(0)).isEqualTo(44);
    }

    @Test
    void twoColumnsOfTheNameThatIsReadAreAskedAbout() throws Exception {
        assertRefused(
                "arrival_s,prompt_tokens,Prompt_Tokens,output_tokens\n0,1,2,3\n1,4,5,6\n",
                "some.trace has 2 columns prompt_tokens, of which the format tokenyard reads one",
                "--columns 'time=arrival_s:s,prompt=prompt_tokens,output=output_tokens'",
                "prompt_tokens#2 is the second");
        assertRefused(OWN.strip() + ",session,session\n0,1,2,a,b\n", "has 2 columns session");
        assertThat(read(OWN.strip() + ",note,note\n0,1,2,a,b\n").report())
                .isEqualTo(ImportReport.clean("tokenyard", 1));
    }

    @Test
    void refusesARowWithTooManyOrTooFewFields() throws Exception {
        assertProblem(read(VIDUR + "0,1,1\n0,5,7,9\n"), 3, "row", "0,5,7,9");
        assertProblem(read(VIDUR + "0,1,1\n0,5\n"), 3, "row", "0,5");
        assertProblem(read(VIDUR + "0,1,1\n\"0,5,1\n"), 3, "row", "\"0,5,1");
    }

    @Test
    void skipsByteOrderMarkBlankLinesAndCommentsBeforeTheHeader() throws Exception {
        TraceImport read = read("\uFEFF# one\r\n\r\n#two\r\n" + OWN + "\n0,5,7\r\n   \n\n");

        assertThat(read.report()).isEqualTo(ImportReport.clean("tokenyard", 1));
    }

    @Test
    void countsAllProblemsButKeepsAHundred() throws Exception {
        TraceImport read = read(OWN + "0,1,1\n" + "x,1,1\n".repeat(250));

        assertThat(read.report().rowsRefused()).isEqualTo(250);
        assertThat(read.report().problems()).hasSize(100);
        assertThat(read.report().problems().get(99).line()).isEqualTo(102);
    }

    @Test
    void readsMooncakeAndItsBadRows() throws Exception {
        TraceImport read = read("""
                {"timestamp": 27000, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1]}
                {"output_length": 3, "input_length": 2, "timestamp": 27000.5}
                {"timestamp": "5", "input_length": 1, "output_length": 1}
                {"timestamp": 5, "input_length": 0, "output_length": 1}
                {"timestamp": 5, "input_length": 1}
                {"timestamp": 5, "input_length": 1, "output_length": 1e999999999}
                {"timestamp": 1e400, "input_length": 1, "output_length": 1}
                [1]
                {"timestamp": 5, "input_length": 1, "output_length": 1} {}
                {"timestamp": 5, "input_length": 1, "output_le""");

        assertThat(read.report().formatId()).isEqualTo("mooncake");
        assertThat(read.report().rowsRead()).isEqualTo(2);
        assertThat(read.trace().arrivalTick(1)).isEqualTo(500 * Ticks.PER_MICROSECOND);
        assertThat(read.trace().promptTokens(1)).isEqualTo(2);
        assertThat(read.report().problems())
                .extracting(problem -> problem.line() + " " + problem.column())
                .containsExactly(
                        "3 timestamp",
                        "4 input_length",
                        "5 output_length",
                        "6 output_length",
                        "7 timestamp",
                        "8 row",
                        "9 row",
                        "10 row");
    }

    @Test
    void refusesLongLinesInBoundedMemory() throws Exception {
        int length = 40 << 20;
        TraceImport read = read(OWN + "0,1,1\n" + "7".repeat(length) + "\n2,3,4\n" + "8".repeat(length));

        assertThat(read.report().rowsRead()).isEqualTo(2);
        assertThat(read.report().problems()).extracting(RowProblem::line).containsExactly(3L, 5L);
        assertThat(read.trace().promptTokens(1)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void aLineOfJustSixteenMebibytesIsTheLongest(int beyond) throws Exception {
        String row = "1,2,3";
        String padded = row + " ".repeat(LineSource.MAX_LINE_BYTES + beyond - row.length());
        for (String end : new String[] {"\n", "\r\n", ""}) {
            TraceImport read = read(OWN + "0,1,1\n" + padded + end);

            assertThat(read.report().rowsRefused()).isEqualTo(beyond > 0 ? 1 : 0);
        }
    }

    @Test
    void aFileOfWhichNothingCanBeMadeIsAnsweredWithASentence() throws Exception {
        assertRefused("", "some.trace is empty");
        assertRefused(" \n\r\n\t", "some.trace is empty");
        assertRefused("\uFEFF", "some.trace is empty");
        assertRefused("# only\n", "holds only comments");
        assertRefused(OWN, "header of the format tokenyard but no request");
        assertRefused("a,b\n1,2\n", "no known trace format", "\"a,b\"", "vidur", "Convert");
        assertRefused(
                AZURE + "x,1,1\n",
                "No row of some.trace",
                "rows refused: 1",
                "line 2: TIMESTAMP is \"x\"",
                "azure-2023",
                "--columns 'prompt=ContextTokens,output=GeneratedTokens'");
        assertRefused(OWN + "0,5,0\n1,6,0\n", "Every row of some.trace is a failed request", "--repair failed=keep");
        assertRefused(
                "{\"timestamp\": 0, \"input_length\": 5, \"output_length\": 7, \"ha",
                "No row of some.trace",
                "rows refused: 1",
                "complete JSON");
        assertRefused("PK\u0003\u0004zip", "cannot be unpacked");
        assertRefused("BZh9", "bzip2");
        assertRefused("PAR1", "Parquet");
        assertRefused("abc\u0000def", "not a text file");
        assertRefused("num_prefill_tokens,num_decode_tokens\n1,2\n", "no arrival times");
        assertThatThrownBy(() -> TraceReader.read(folder))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> TraceReader.read(folder.resolve("none.csv")))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContainingAll("There is no file", "none.csv");
        assertThatThrownBy(() -> TraceReader.read(file(OWN + "0,1,1\n").resolve("below")))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("below");
    }

    @Test
    void anExplicitFormatOverridesTheContent() throws Exception {
        Path both = file("""
                arrived_at,num_prefill_tokens,num_decode_tokens,arrival_s,prompt_tokens,output_tokens
                1,2,3,4,5,6
                """);

        assertThat(TraceReader.read(both, "tokenyard", ReadProgress.NONE)
                        .trace()
                        .promptTokens(0))
                .isEqualTo(5);
        assertThat(TraceReader.read(both, "auto", ReadProgress.NONE).report().formatId())
                .isEqualTo("vidur");
        assertThatThrownBy(() -> TraceReader.read(both, "azure-2023", ReadProgress.NONE))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContainingAll("has no column TIMESTAMP", "azure-2023", "auto");
        assertThatThrownBy(() -> TraceReader.read(both, "parquet", ReadProgress.NONE))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContainingAll("no trace format \"parquet\"", "mooncake");
    }

    @Test
    void reportsProgressAndCanBeCancelled() throws Exception {
        Path file = file(OWN + "0,1,1\n".repeat(200_000));
        long[] last = {-1, -1};

        TraceReader.read(file, null, (bytes, total) -> {
            assertThat(bytes).isGreaterThanOrEqualTo(last[0]);
            last[0] = bytes;
            last[1] = total;
            return true;
        });

        assertThat(last[0]).isEqualTo(Files.size(file)).isEqualTo(last[1]);
        assertThatThrownBy(() -> TraceReader.read(file, null, (bytes, total) -> bytes < 300_000))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void everyFormatIsListedOnceUnderItsOwnId() {
        assertThat(TraceFormats.all()).extracting(TraceFormat::id).doesNotHaveDuplicates();
        assertThat(TraceFormats.all())
                .allSatisfy(format -> assertThat(TraceFormats.known()).contains(format.id(), format.title()));
    }
}
