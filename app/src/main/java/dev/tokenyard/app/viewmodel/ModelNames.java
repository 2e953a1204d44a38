package dev.tokenyard.app.viewmodel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What the models of a run are called where there is little room: as in the catalogue, then by family and size, then by the
 * first letters of the family and the size. A form is used for all models alike, and only if it tells them apart, so that a
 * short name is never that of two.
 */
public final class ModelNames {
    private static final Pattern SIZE = Pattern.compile("\\d+(x\\d+)?(\\.\\d+)?[bm]");
    private static final String HYPHEN = "-";

    private final List<UnaryOperator<String>> forms;

    private ModelNames(List<UnaryOperator<String>> forms) {
        this.forms = List.copyOf(forms);
    }

    /** The names of some models, given by their ids. */
    public static ModelNames of(List<String> ids) {
        List<String> models = ids.stream().distinct().toList();
        List<UnaryOperator<String>> forms = new ArrayList<>();
        forms.add(UnaryOperator.identity());
        addIfApart(forms, models, id -> joined(family(id), size(id)));
        int longest = models.stream().mapToInt(id -> family(id).length()).max().orElse(0);
        for (int letters = 1; letters < longest; letters++) {
            int first = letters;
            if (addIfApart(forms, models, id -> joined(start(family(id), first), size(id)))) {
                break;
            }
        }
        return new ModelNames(forms);
    }

    private static boolean addIfApart(
            List<UnaryOperator<String>> forms, List<String> models, UnaryOperator<String> form) {
        boolean apart = new HashSet<>(models.stream().map(form).toList()).size() == models.size();
        if (apart) {
            forms.add(form);
        }
        return apart;
    }

    /** How many forms there are, at least 1. */
    public int count() {
        return forms.size();
    }

    /**
     * A model's name.
     *
     * @param form from 0, the longest, to less than {@link #count()}
     */
    public String name(String id, int form) {
        return forms.get(form).apply(id);
    }

    /** All forms of a model's name, the longest first. */
    public List<String> all(String id) {
        return forms.stream().map(form -> form.apply(id)).distinct().toList();
    }

    private static String joined(String family, String size) {
        return size.isEmpty() ? family : family + HYPHEN + size;
    }

    private static String family(String id) {
        return id.split(HYPHEN, 2)[0];
    }

    /** The number of parameters, or else what the name ends with. */
    private static String size(String id) {
        String[] parts = id.split(HYPHEN);
        for (int k = parts.length - 1; k > 0; k--) {
            if (SIZE.matcher(parts[k]).matches()) {
                return parts[k];
            }
        }
        return parts.length > 1 ? parts[parts.length - 1] : "";
    }

    private static String start(String text, int letters) {
        return text.substring(0, Math.min(letters, text.length()));
    }
}
