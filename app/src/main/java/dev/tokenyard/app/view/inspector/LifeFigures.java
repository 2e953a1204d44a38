package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.RequestLife;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.RequestDetail;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RequestOutcomes;
import java.util.List;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The figures at the right of a life's row: columns as wide as their widest figure, so that none runs into another. */
final class LifeFigures {
    private static final String REFUSED = "✗ refused";
    private static final double GAP = 10;

    private record Column(String head, List<String> figures, Font font) {
        double width() {
            return figures.stream()
                    .mapToDouble(figure -> Type.width(figure, font))
                    .reduce(Type.width(head, Type.regular(Type.SMALL)), Math::max);
        }
    }

    private final List<RequestLife> lives;
    private final List<Column> columns;
    private final double[] rights;
    private final double left;

    LifeFigures(RequestDetail detail, double width) {
        lives = detail.lives();
        columns = RunClock.of(detail.comparison()) == RunClock.ROUNDS ? rounds() : seconds();
        rights = new double[columns.size()];
        double right = width;
        for (int c = rights.length - 1; c >= 0; c--) {
            rights[c] = right;
            right -= columns.get(c).width() + GAP;
        }
        left = right;
    }

    private List<Column> seconds() {
        return List.of(
                new Column("TTFT", column(LifeFigures::ttft), Type.medium(Type.BODY)),
                new Column("TPOT", column(LifeFigures::tpot), Type.regular(Type.BODY)),
                new Column("end-to-end", column(LifeFigures::endToEnd), Type.regular(Type.BODY)));
    }

    /** In the theory mode a schedule is its starts, and each output token takes a round. */
    private List<Column> rounds() {
        return List.of(
                new Column("start", column(LifeFigures::startRound), Type.medium(Type.BODY)),
                new Column("end", column(LifeFigures::endRound), Type.regular(Type.BODY)),
                new Column("latency", column(LifeFigures::latencyRounds), Type.regular(Type.BODY)));
    }

    private List<String> column(Function<RequestLife, String> figure) {
        return lives.stream().map(figure).toList();
    }

    /** Where the room for a name of this lane ends. */
    double left(int lane) {
        return lives.get(lane).refused()
                ? rights[rights.length - 1] - Type.width(REFUSED, Type.medium(Type.BODY)) - GAP
                : left;
    }

    void paintHead(GraphicsContext g, Theme theme, double y) {
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFont(Type.regular(Type.SMALL));
        g.setFill(theme.secondary());
        for (int c = 0; c < rights.length; c++) {
            g.fillText(columns.get(c).head(), rights[c], y);
        }
    }

    void paint(GraphicsContext g, Theme theme, int lane, double y) {
        RequestLife life = lives.get(lane);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(life.met() ? theme.text() : theme.violation());
        if (life.refused()) {
            g.setFont(Type.medium(Type.BODY));
            g.fillText(REFUSED, rights[rights.length - 1], y);
            return;
        }
        for (int c = 0; c < rights.length; c++) {
            g.setFont(columns.get(c).font());
            g.fillText(columns.get(c).figures().get(lane), rights[c], y);
            g.setFill(theme.text());
        }
    }

    private static String startRound(RequestLife life) {
        return life.startTick() == RequestOutcomes.NEVER ? "–" : TimeText.count(TheoryMode.round(life.startTick()));
    }

    private static String endRound(RequestLife life) {
        return Double.isNaN(life.endToEndSeconds()) ? "–" : TimeText.count(TheoryMode.round(life.endTick(0)));
    }

    private static String latencyRounds(RequestLife life) {
        return RunClock.figure(life.endToEndSeconds());
    }

    private static String ttft(RequestLife life) {
        return life.refused() ? "" : (life.met() ? "✓ " : "✗ ") + TimeText.duration(life.ttftSeconds());
    }

    private static String tpot(RequestLife life) {
        return life.refused() ? "" : TimeText.duration(life.tpotSeconds());
    }

    private static String endToEnd(RequestLife life) {
        return life.refused() ? "" : TimeText.duration(life.endToEndSeconds());
    }
}
