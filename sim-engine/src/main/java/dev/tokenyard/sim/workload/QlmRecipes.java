package dev.tokenyard.sim.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The workloads of QLM's evaluation (Patke et al., SoCC 2024, arXiv 2407.00047) as recipes: 3,500 requests each, Poisson
 * arrivals, and the lengths of the sample {@link SampleTraces#CHAT}, since the paper's conversations may not be passed on.
 *
 * <p>The paper does not list its rates. Those here are near what the clusters of the sample scenarios complete: 1.05 times that
 * where there is one model, and once that, were all models loaded, where they take turns.
 */
final class QlmRecipes {
    private static final int REQUESTS = 3_500;
    private static final long SEED = 7;
    private static final double ONE_MODEL_PER_SECOND = 6.8;
    private static final double MODELS_PER_SECOND = 17;
    private static final double MEGA_PER_SECOND = 4.7;
    private static final double MEGA_SHARE = 0.05;
    private static final List<String> CLASSES = List.of("Interactive", "Batch-1", "Batch-2");
    private static final Lengths PROMPTS = new Lengths.LogNormal(250, 0.9, 4, 3072);
    private static final Lengths MEGA_PROMPTS = new Lengths.LogNormal(3000, 0.25, 4, 6144);
    private static final Lengths OUTPUTS = new Lengths.LogNormal(120, 0.8, 4, 1024);

    private QlmRecipes() {}

    /** All of them by file name. */
    static Map<String, WorkloadSpec> byFileName() {
        Map<String, WorkloadSpec> recipes = new LinkedHashMap<>();
        recipes.put(SampleTraces.QLM_W_A, recipe("qlm-w-a", ONE_MODEL_PER_SECOND, streams(CLASSES, "", PROMPTS, 1)));
        List<RequestStream> models = new ArrayList<>();
        for (String model : List.of("mistral-7b", "vicuna-13b", "llama-2-70b")) {
            models.addAll(streams(CLASSES.subList(1, 3), model, PROMPTS, 1));
        }
        recipes.put(SampleTraces.QLM_W_B, recipe("qlm-w-b", MODELS_PER_SECOND, models));
        List<RequestStream> mega = new ArrayList<>(streams(CLASSES, "", PROMPTS, 1 - MEGA_SHARE));
        mega.addAll(streams(CLASSES, "", MEGA_PROMPTS, MEGA_SHARE));
        recipes.put(SampleTraces.QLM_W_C, recipe("qlm-w-c", MEGA_PER_SECOND, mega));
        return recipes;
    }

    private static WorkloadSpec recipe(String name, double perSecond, List<RequestStream> shares) {
        return WorkloadSpec.ofRequests(REQUESTS, name, SEED, shares).withMeanRate(perSecond);
    }

    /** A stream for each class, at shares in place of rates. */
    private static List<RequestStream> streams(List<String> classes, String model, Lengths prompts, double share) {
        List<RequestStream> streams = new ArrayList<>();
        for (String name : classes) {
            streams.add(new RequestStream(name, model, new ArrivalProcess.Poisson(share), prompts, OUTPUTS));
        }
        return streams;
    }
}
