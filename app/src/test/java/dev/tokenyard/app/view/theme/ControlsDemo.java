package dev.tokenyard.app.view.theme;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;

/** A page with every styled control, to be looked at. */
final class ControlsDemo {
    private ControlsDemo() {}

    static BorderPane page(Theme theme) {
        SplitPane centre = new SplitPane(table(theme), forms());
        centre.setOrientation(Orientation.VERTICAL);
        centre.getStyleClass().add("ground");
        SplitPane all = new SplitPane(scenario(theme), centre, more());
        all.setDividerPositions(0.2, 0.75);
        MenuBar menus = new MenuBar(
                new Menu("File", null, new MenuItem("Open")), new Menu("Edit"), new Menu("View"), new Menu("Help"));
        return new BorderPane(all, new VBox(menus, topBar()), null, null, null);
    }

    private static Node topBar() {
        Label brand = styled("Tokenyard", "brand");
        Label scenario = styled("chat-and-batch.scenario · seed 7", "secondary");
        ToggleGroup group = new ToggleGroup();
        HBox tabs = new HBox(18);
        for (String name : List.of("Stage", "Compare", "Traces", "Experiments", "Lessons")) {
            ToggleButton tab = new ToggleButton(name);
            tab.getStyleClass().add("tab-toggle");
            tab.setToggleGroup(group);
            tab.setSelected(name.equals("Stage"));
            tabs.getChildren().add(tab);
        }
        Button export = new Button("Export");
        export.getStyleClass().add("link");
        HBox bar = new HBox(
                brand,
                scenario,
                tabs,
                spacer(),
                styled("re-simulated 2,140 requests × 3 policies in 9 ms", "secondary"),
                styled("Ctrl K", "key-cap"),
                export);
        bar.getStyleClass().add("top-bar");
        return bar;
    }

    private static Node scenario(Theme theme) {
        VBox box = new VBox(Spacing.S);
        box.getStyleClass().add("panel");
        box.setStyle("-fx-padding: 12 14 12 14;");
        VBox card = new VBox(
                6,
                styled("chat-and-batch", "strong"),
                row("requests", "2,140 · 10 min"),
                row("rate", "3.6 /s · CV 1.6"),
                row("prompt p50 / p99", "1,111 / 8,888 tok"));
        card.getStyleClass().add("card");
        box.getChildren().addAll(new SectionHeading("Trace"), card, new SectionHeading("Policies"));
        String[] names = {"FCFS", "SSJF", "MC-SF"};
        for (int i = 0; i < names.length; i++) {
            CheckBox check = new CheckBox(names[i]);
            check.setSelected(i < 2);
            check.setIndeterminate(i == 2);
            HBox line = new HBox(8, new Circle(4, theme.policy(i)), check, spacer(), styled("61.2 % met", "secondary"));
            line.setAlignment(Pos.CENTER_LEFT);
            box.getChildren().add(line);
        }
        Slider slider = new FilledSlider("Demo", 0, 2);
        slider.setValue(1);
        ComboBox<String> gpu = new ComboBox<>();
        gpu.getItems().addAll("A100-80G", "H100", "L4");
        gpu.setValue("A100-80G");
        gpu.setMaxWidth(Double.MAX_VALUE);
        Spinner<Integer> count = new Spinner<>(1, 64, 2);
        count.setMaxWidth(Double.MAX_VALUE);
        TextField field = new TextField();
        field.setPromptText("Search policies");
        TextField wrong = new TextField("-3");
        wrong.getStyleClass().add("invalid");
        TitledPane titled = new TitledPane(Type.letterSpaced("Cluster"), new VBox(8, gpu, count, field, wrong));
        TitledPane closed = new TitledPane(Type.letterSpaced("SLO classes"), new Label());
        closed.setExpanded(false);
        box.getChildren()
                .addAll(
                        new Hyperlink("+ add policy (34)"),
                        new SectionHeading("What if"),
                        row("arrival rate", "× 1.00"),
                        slider,
                        titled,
                        closed);
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("panel");
        return scroll;
    }

    private static Node table(Theme theme) {
        TableView<String[]> table = new TableView<>();
        String[] heads = {
            "Policy", "SLO attainment (%)", "TTFT p50 (s)", "TTFT p99 (s)", "Throughput (tok/s)", "Preemptions"
        };
        for (int i = 0; i < heads.length; i++) {
            int column = i;
            TableColumn<String[], String> head = new TableColumn<>(heads[i]);
            head.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue()[column]));
            head.getStyleClass().add(i == 0 ? "name" : "figure");
            head.setPrefWidth(i == 0 ? 150 : 118);
            table.getColumns().add(head);
        }
        table.getItems()
                .addAll(List.of(
                        new String[] {"FCFS", "61.2", "8.98", "26.10", "1,820.0", "68"},
                        new String[] {"SJF (oracle)", "90.3", "0.21", "29.40", "2,411.1", "71"},
                        new String[] {"SSJF", "87.4", "0.27", "31.00", "2,300.8", "75"},
                        new String[] {"MC-SF", "85.7", "0.44", "30.60", "2,520.4", "4"},
                        new String[] {"EDF", "70.0", "3.10", "27.77", "1,991.1", "111"}));
        table.getSelectionModel().select(2);
        HBox lane = new HBox(
                10,
                new Circle(4, theme.policy(0)),
                styled("FCFS", "lane-name"),
                styled("vLLM v1 · arrival order", "secondary"),
                spacer(),
                styled("SLO attainment", "secondary"),
                styled("61.2 %", "key-figure", "violation"),
                styled("87.4 %", "key-figure", "warning"),
                styled("96.0 %", "key-figure", "success"));
        lane.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(12, styled("Comparison", "headline"), lane, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        box.setStyle("-fx-padding: 16;");
        return box;
    }

    private static Node forms() {
        Button simple = new Button("Cancel");
        Button main = new Button("Export");
        main.setDefaultButton(true);
        Button off = new Button("Disabled");
        off.setDisable(true);
        Button icon = new Button("", new FontIcon("fth-play"));
        icon.getStyleClass().add("flat");
        Button focused = new Button("Focused");
        focused.setId("focused");
        MenuButton menu = new MenuButton("Next arrival", null, new MenuItem("Next eviction"));
        HBox segments = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (String name : List.of("first", "middle", "last")) {
            ToggleButton segment = new ToggleButton(name);
            segment.getStyleClass().addAll("segment", name);
            segment.setToggleGroup(group);
            segment.setSelected(name.equals("middle"));
            segments.getChildren().add(segment);
        }
        HBox buttons = new HBox(8, icon, simple, main, off, focused, menu, segments);
        RadioButton one = new RadioButton("PNG");
        one.setSelected(true);
        HBox radios = new HBox(14, one, new RadioButton("SVG"), new RadioButton("PDF"));
        TextArea area = new TextArea("KV full for 3.1 s: next in line needed 14 blocks, 2 were free");
        area.setPrefRowCount(3);
        area.setWrapText(true);
        ProgressBar progress = new ProgressBar(0.4);
        progress.setMaxWidth(Double.MAX_VALUE);
        TabPane tabs = new TabPane(new Tab("Requests", new Label()), new Tab("Instances"), new Tab("Policy"));
        VBox box = new VBox(12, buttons, radios, area, progress, new Separator(), tabs);
        box.setStyle("-fx-padding: 16;");
        return box;
    }

    private static Node more() {
        ListView<String> list = new ListView<>();
        for (int i = 1; i <= 40; i++) {
            list.getItems().add("request 4-" + i);
        }
        list.getSelectionModel().select(3);
        VBox why = new VBox(
                2, styled("KV full for 3.1 s", "strong"), styled("next in line needed 14 blocks", "secondary"));
        why.getStyleClass().add("reason");
        VBox menu = new VBox();
        VBox box = new VBox(
                8,
                new SectionHeading("Request 4-127"),
                row("class", "Interactive"),
                row("arrived", "18.96 s"),
                row("TTFT deadline", "20.96 s"),
                new SectionHeading("Why it waited"),
                why,
                list,
                menu);
        VBox.setVgrow(list, Priority.ALWAYS);
        box.getStyleClass().add("panel");
        box.setStyle("-fx-padding: 12 14 12 14;");
        return box;
    }

    private static HBox row(String name, String value) {
        return new HBox(styled(name, "secondary"), spacer(), new Label(value));
    }

    private static Label styled(String words, String... styles) {
        Label label = new Label(words);
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }
}
