package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunTotals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the instances of a run, and lets those that share GPUs know each other. */
final class InstanceFactory {
    private InstanceFactory() {}

    static Instance[] instances(SimulationInput input, RequestTable requests) {
        List<InstanceSetup> setups = input.instances();
        Map<Integer, HostMemory> memories = new HashMap<>();
        Map<Integer, SharedGpus> gpus = new HashMap<>();
        Instance[] instances = new Instance[setups.size()];
        for (int i = 0; i < instances.length; i++) {
            InstanceInfo info = setups.get(i).info();
            int shared = info.sharedGpus();
            HostMemory memory = info.sharesGpus()
                    ? memories.computeIfAbsent(shared, number -> new HostMemory(sharedHostBytes(setups, number)))
                    : new HostMemory(hostBytes(setups.get(i)));
            Instance instance = new Instance(i, setups.get(i), requests, input.outputSlotsAhead(), memory);
            instances[i] = instance;
            if (info.sharesGpus()) {
                gpus.computeIfAbsent(shared, number -> new SharedGpus(instance, requests))
                        .add(instance);
            }
        }
        return instances;
    }

    private static long hostBytes(InstanceSetup setup) {
        return setup.info().hostBlocks() * setup.hostLink().blockBytes();
    }

    /** Instances on the same GPUs have the same host memory; rounded to the blocks of each it comes out a little different. */
    private static long sharedHostBytes(List<InstanceSetup> setups, int number) {
        return setups.stream()
                .filter(setup -> setup.info().sharedGpus() == number)
                .mapToLong(InstanceFactory::hostBytes)
                .max()
                .orElse(0);
    }

    static RunTotals.Loads loads(Instance[] instances) {
        long count = 0;
        long ticks = 0;
        for (Instance instance : instances) {
            SharedGpus gpus = instance.gpus;
            // Counted once, at the instance that is loaded in the end.
            if (gpus != null && gpus.loadedInstance() == instance) {
                count += gpus.loads;
                ticks += gpus.loadTicks;
            }
        }
        return new RunTotals.Loads(count, ticks);
    }
}
