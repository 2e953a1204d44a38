package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.chart.reproduce.ExperimentCharts;
import dev.tokenyard.app.image.TextExport;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.viewmodel.ExperimentSheet;
import dev.tokenyard.app.viewmodel.ExperimentSheet.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Every chart of the experiments that were run, and every table as CSV. */
final class ExperimentExports {
    private ExperimentExports() {}

    /** The choices; none of experiments without a result. */
    static List<ExportChoice> of(List<ExperimentSheet> sheets) {
        List<ExportChoice> choices = new ArrayList<>();
        for (ExperimentSheet sheet : sheets) {
            Outcome outcome = sheet.outcomeProperty().get();
            if (outcome != null) {
                add(choices, sheet.experiment(), outcome);
            }
        }
        return choices;
    }

    private static void add(List<ExportChoice> choices, Experiment experiment, Outcome outcome) {
        choices.addAll(ChartExports.of(ExperimentCharts.all(experiment, outcome.settings(), outcome.result())));
        List<Table> tables = outcome.result().tables();
        for (int t = 0; t < tables.size(); t++) {
            Table table = tables.get(t);
            String name = experiment.id() + "-table-" + (t + 1);
            choices.add(new ExportChoice(
                    "table “" + table.title() + "” as CSV",
                    name + ".csv",
                    () -> file -> TextExport.write(table.toCsv(), file)));
        }
    }
}
