package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The Azure LLM inference traces of 2024: the header of {@linkplain Azure2023Format those of 2023}, but times state their
 * offset, {@code 2024-05-10 00:00:00.009930+00:00}, and have no fraction where it is zero.
 */
final class Azure2024Format extends Azure2023Format {
    @Override
    public String id() {
        return "azure-2024";
    }

    @Override
    public String title() {
        return "Azure LLM inference trace 2024, CSV";
    }

    @Override
    public String citation() {
        return "Stojkovic et al., \"DynamoLLM: Designing LLM Inference Clusters for Performance and Energy Efficiency\","
                + " HPCA 2025";
    }

    @Override
    public boolean recognises(TraceHead head) {
        return super.recognises(head) && firstTimeHasOffset(head);
    }

    private boolean firstTimeHasOffset(TraceHead head) {
        List<String> records = head.records();
        if (records.size() < 2) {
            return false;
        }
        byte[] row = records.get(1).getBytes(StandardCharsets.UTF_8);
        int time = CsvHeader.of(records.get(0)).indexOf(timeColumn());
        CsvFields fields = new CsvFields();
        return fields.split(row, 0, row.length)
                && time < fields.count()
                && WallClock.hasOffset(row, fields.start(time), fields.end(time));
    }
}
