package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.viewmodel.ModelNames;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What tells the instances of a lane apart beside their GPUs: role and model, in forms that become shorter. */
final class InstanceTags {
    /** Between a name and its tag, in pixels. */
    static final double SPACE = 6;

    /** By form, by instance. */
    private final List<List<String>> forms = new ArrayList<>();

    /** Tags of the instances of a lane; none where they are alike. */
    InstanceTags(List<InstanceInfo> instances, ModelNames names) {
        boolean models =
                instances.stream().map(InstanceInfo::modelId).distinct().count() > 1;
        boolean roles = instances.stream().anyMatch(info -> info.role() != InstanceRole.MIXED);
        for (int f = 0; models && f < names.count(); f++) {
            int form = f;
            forms.add(instances.stream()
                    .map(info -> joined(role(info), names.name(info.modelId(), form)))
                    .toList());
        }
        if (roles) {
            forms.add(instances.stream().map(InstanceTags::role).toList());
        }
    }

    private static String role(InstanceInfo info) {
        return info.role() == InstanceRole.MIXED ? "" : info.role().id();
    }

    private static String joined(String role, String model) {
        return role.isEmpty() ? model : role + " · " + model;
    }

    /** The longest form of which all instances' tags fit, -1 if none does. */
    int form(double room, ToDoubleFunction<String> measure) {
        for (int f = 0; f < forms.size(); f++) {
            if (width(f, measure) <= room) {
                return f;
            }
        }
        return -1;
    }

    /** The width of the widest tag of a form. */
    double width(int form, ToDoubleFunction<String> measure) {
        return forms.get(form).stream().mapToDouble(measure).max().orElse(0);
    }

    /** An instance's tag in its longest form, empty for none. */
    String whole(int instance) {
        return tag(instance, forms.isEmpty() ? -1 : 0);
    }

    /** An instance's tag in a form, empty for none. */
    String tag(int instance, int form) {
        return form < 0 ? "" : forms.get(form).get(instance);
    }
}
