package dev.tokenyard.app.session;

import dev.tokenyard.sim.workload.Lengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Length distributions in workload recipes: an object that is told by its first field. */
final class LengthsJson {
    private static final String MEDIAN = "median";
    private static final String SIGMA = "sigma";
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String CUT = "cut";
    private static final String REDRAW = "redraw";
    private static final String FIXED = "fixed";
    private static final String MIXTURE = "mixture";
    private static final String WEIGHT = "weight";
    private static final String LENGTHS = "lengths";
    private static final String HISTOGRAM = "histogram";
    private static final String TOKENS = "tokens";
    private static final String WEIGHTS = "weights";
    private static final String PERIODS = "periods";
    private static final String FROM = "from_s";

    private LengthsJson() {}

    static Lengths read(JsonFields lengths) throws ScenarioException {
        if (lengths.has(FIXED)) {
            return new Lengths.Fixed(lengths.allowOnly(Set.of(FIXED)).wholeNumber(FIXED, 1));
        }
        if (lengths.has(MIXTURE)) {
            lengths.allowOnly(Set.of(MIXTURE));
            List<Lengths.Mixture.Part> parts = new ArrayList<>();
            for (int i = 0; i < lengths.list(MIXTURE).size(); i++) {
                JsonFields part = lengths.element(MIXTURE, i).allowOnly(Set.of(WEIGHT, LENGTHS));
                parts.add(new Lengths.Mixture.Part(part.number(WEIGHT, 1), read(part.object(LENGTHS))));
            }
            return new Lengths.Mixture(parts);
        }
        if (lengths.has(HISTOGRAM)) {
            return histogram(lengths.allowOnly(Set.of(HISTOGRAM)).object(HISTOGRAM));
        }
        if (lengths.has(PERIODS)) {
            lengths.allowOnly(Set.of(PERIODS));
            List<Lengths.Periods.Period> periods = new ArrayList<>();
            for (int i = 0; i < lengths.list(PERIODS).size(); i++) {
                JsonFields period = lengths.element(PERIODS, i).allowOnly(Set.of(FROM, LENGTHS));
                periods.add(new Lengths.Periods.Period(period.number(FROM), read(period.object(LENGTHS))));
            }
            return new Lengths.Periods(periods);
        }
        return logNormal(lengths.allowOnly(Set.of(MEDIAN, SIGMA, MIN, MAX, CUT)));
    }

    private static Lengths logNormal(JsonFields lengths) throws ScenarioException {
        String cut = lengths.text(CUT, "limit");
        if (!cut.equals("limit") && !cut.equals(REDRAW)) {
            throw new ScenarioException("In the workload recipe, " + lengths.at(CUT) + " is \"" + cut
                    + "\"; expected \"limit\", which sets what is too long to the limit, or \"redraw\".");
        }
        return new Lengths.LogNormal(
                lengths.number(MEDIAN),
                lengths.number(SIGMA, 0),
                lengths.wholeNumber(MIN, 1),
                lengths.wholeNumber(MAX, 10_000_000),
                cut.equals(REDRAW) ? Lengths.Cut.REDRAW : Lengths.Cut.LIMIT);
    }

    private static Lengths histogram(JsonFields histogram) throws ScenarioException {
        histogram.allowOnly(Set.of(TOKENS, WEIGHTS));
        double[] tokens = histogram.numbers(TOKENS);
        double[] weights = histogram.numbers(WEIGHTS);
        if (tokens.length != weights.length) {
            throw new ScenarioException("In the workload recipe, " + histogram.at(TOKENS) + " has " + tokens.length
                    + " entries and " + histogram.at(WEIGHTS) + " " + weights.length + "; give as many of both.");
        }
        List<Lengths.Histogram.Bin> bins = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] != Math.rint(tokens[i]) || Math.abs(tokens[i]) > Integer.MAX_VALUE) {
                throw new ScenarioException("In the workload recipe, " + histogram.at(TOKENS) + "[" + i + "] is "
                        + tokens[i] + "; expected a whole number of tokens.");
            }
            bins.add(new Lengths.Histogram.Bin((int) tokens[i], weights[i]));
        }
        return new Lengths.Histogram(bins);
    }

    static ObjectNode write(Lengths lengths) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (lengths instanceof Lengths.LogNormal logNormal) {
            node.put(MEDIAN, logNormal.medianTokens())
                    .put(SIGMA, logNormal.sigma())
                    .put(MIN, logNormal.minTokens())
                    .put(MAX, logNormal.maxTokens());
            return logNormal.cut() == Lengths.Cut.LIMIT ? node : node.put(CUT, REDRAW);
        }
        if (lengths instanceof Lengths.Fixed fixed) {
            return node.put(FIXED, fixed.tokens());
        }
        if (lengths instanceof Lengths.Mixture mixture) {
            ArrayNode parts = node.putArray(MIXTURE);
            for (Lengths.Mixture.Part part : mixture.parts()) {
                parts.addObject().put(WEIGHT, part.weight()).set(LENGTHS, write(part.lengths()));
            }
            return node;
        }
        if (lengths instanceof Lengths.Histogram histogram) {
            ObjectNode object = node.putObject(HISTOGRAM);
            ArrayNode tokens = object.putArray(TOKENS);
            histogram.bins().forEach(bin -> tokens.add(bin.tokens()));
            ArrayNode weights = object.putArray(WEIGHTS);
            histogram.bins().forEach(bin -> weights.add(bin.weight()));
            return node;
        }
        ArrayNode periods = node.putArray(PERIODS);
        for (Lengths.Periods.Period period : ((Lengths.Periods) lengths).periods()) {
            periods.addObject().put(FROM, period.fromSeconds()).set(LENGTHS, write(period.lengths()));
        }
        return node;
    }
}
