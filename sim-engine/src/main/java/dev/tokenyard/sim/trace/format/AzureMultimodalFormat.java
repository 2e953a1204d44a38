package dev.tokenyard.sim.trace.format;

/**
 * The Azure large multimodal model trace of 2025: {@code TIMESTAMP,NumImages,ContextTokens,GeneratedTokens} with times such as
 * {@code 2024-10-15T12:00:00.269Z}. Images are passed over; the simulator knows prompts as tokens only.
 */
final class AzureMultimodalFormat extends Azure2023Format {
    @Override
    public String id() {
        return "azure-multimodal";
    }

    @Override
    public String title() {
        return "Azure multimodal inference trace 2025, CSV";
    }

    @Override
    public String citation() {
        return "Qiu et al., \"ModServe: Modality- and Stage-Aware Resource Disaggregation for Scalable Multimodal Model"
                + " Serving\", SoCC 2025";
    }

    @Override
    public boolean recognises(TraceHead head) {
        return super.recognises(head) && CsvHeader.of(head.firstRecord()).has("NumImages");
    }
}
