package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.predict.PredictionStudy;
import dev.tokenyard.policies.kit.predict.LengthClasses;
import dev.tokenyard.policies.kit.predict.PredictionErrors;
import dev.tokenyard.policies.kit.predict.PredictionErrors.Tenth;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How good predictions are, for people and as JSON. */
final class PredictionReport {
    private PredictionReport() {}

    static void print(PrintWriter out, PredictionStudy study) {
        PredictionErrors errors = study.errors();
        out.println(study.predicted().trace().name() + ": " + study.predicted().label() + ", "
                + Numbers.count(errors.requests(), "request"));
        if (study.predicted().learnsFrom() > 0) {
            out.println(study.learning());
        }
        if (errors.requests() == 0) {
            out.println("No request is left to measure errors on; give more of them, or train on a smaller share with"
                    + " train=PERCENT.");
            out.flush();
            return;
        }
        out.println();
        TextTable figures = new TextTable("", ">", "");
        figures.row("mean absolute error", Numbers.of(errors.meanAbsolute()), "tokens");
        figures.row("root mean square error", Numbers.of(errors.rootMeanSquare()), "tokens");
        figures.row("mean bias", Numbers.of(errors.bias()), "tokens, predicted less true");
        figures.row(
                "class accuracy",
                Numbers.percent(errors.classAccuracy()),
                "classes up to " + LengthClasses.PUBLISHED.text() + " tokens and above");
        figures.row("Kendall tau-b", Numbers.of(errors.kendallTau()), "");
        figures.print(out);
        out.println();
        TextTable tenths =
                new TextTable("by prediction", ">requests", ">predicted mean", ">true mean", ">true p10", ">true p90");
        int number = 0;
        for (Tenth tenth : errors.calibration()) {
            number++;
            tenths.row(
                    Integer.toString(number),
                    Numbers.whole(tenth.requests()),
                    Numbers.of(tenth.predicted()),
                    Numbers.of(tenth.actual()),
                    Numbers.whole(tenth.actualP10()),
                    Numbers.whole(tenth.actualP90()));
        }
        tenths.print(out);
        out.flush();
    }

    static ObjectNode json(PredictionStudy study) {
        PredictionErrors errors = study.errors();
        ObjectNode root = Output.object()
                .put("trace", study.predicted().trace().name())
                .put("predictor", study.predicted().label())
                .put("requests", errors.requests())
                .put("learns_from", study.predicted().learnsFrom());
        Output.put(root, "mae_tokens", errors.meanAbsolute());
        Output.put(root, "rmse_tokens", errors.rootMeanSquare());
        Output.put(root, "bias_tokens", errors.bias());
        Output.put(root, "class_accuracy", errors.classAccuracy());
        Output.put(root, "kendall_tau", errors.kendallTau());
        ArrayNode edges = root.putArray("class_edges");
        LengthClasses.PUBLISHED.edges().forEach(edges::add);
        ArrayNode confusion = root.putArray("confusion");
        for (List<Integer> row : errors.confusion()) {
            ArrayNode counts = confusion.addArray();
            row.forEach(counts::add);
        }
        ArrayNode calibration = root.putArray("calibration");
        for (Tenth tenth : errors.calibration()) {
            calibration
                    .addObject()
                    .put("requests", tenth.requests())
                    .put("predicted_mean", tenth.predicted())
                    .put("true_mean", tenth.actual())
                    .put("true_p10", tenth.actualP10())
                    .put("true_p90", tenth.actualP90());
        }
        return root;
    }
}
