package dev.tokenyard.policies.kit;

/** Requests in order of arrival, which is that of their numbers. Those that come back go to their old places. */
public final class RequestLine {
    private int[] requests = new int[4];
    private int first;
    private int size;

    /** How many requests are in the line. */
    public int size() {
        return size;
    }

    /** The {@code i}-th, from the front. */
    public int get(int i) {
        return requests[(first + i) & (requests.length - 1)];
    }

    /** Adds a request that arrived after all that are here. */
    public void add(int request) {
        if (size == requests.length) {
            grow();
        }
        set(size++, request);
    }

    /** Takes a request back to its old place, which is seldom far from the front. */
    public void addBack(int request) {
        if (size == requests.length) {
            grow();
        }
        first = (first - 1) & (requests.length - 1);
        size++;
        int place = 0;
        while (place + 1 < size && get(place + 1) < request) {
            set(place, get(place + 1));
            place++;
        }
        set(place, request);
    }

    /** Removes a request, which is usually the first. */
    public void remove(int request) {
        int place = 0;
        while (get(place) != request) {
            place++;
            if (place == size) {
                throw new IllegalArgumentException("Request " + request + " is not in the line.");
            }
        }
        for (; place > 0; place--) {
            set(place, get(place - 1));
        }
        first = (first + 1) & (requests.length - 1);
        size--;
    }

    private void set(int place, int request) {
        requests[(first + place) & (requests.length - 1)] = request;
    }

    private void grow() {
        int[] larger = new int[2 * requests.length];
        for (int i = 0; i < size; i++) {
            larger[i] = get(i);
        }
        requests = larger;
        first = 0;
    }
}
