package dev.tokenyard.policies.qlm;

import java.util.Arrays;

/** Requests in order of arrival, which is that of their numbers. Those that come back go to their old places. */
final class RequestLine {
    private int[] requests = new int[4];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /** The {@code i}-th, from the front. */
    int get(int i) {
        return requests[(first + i) & (requests.length - 1)];
    }

    void add(int request) {
        if (size == requests.length) {
            grow();
        }
        int place = size++;
        while (place > 0 && get(place - 1) > request) {
            set(place, get(place - 1));
            place--;
        }
        set(place, request);
    }

    /** Takes a request back that is among the first or the last, which costs as much as the shorter way to it. */
    void addBack(int request) {
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
    void remove(int request) {
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

    @Override
    public String toString() {
        int[] inOrder = new int[size];
        Arrays.setAll(inOrder, this::get);
        return Arrays.toString(inOrder);
    }
}
