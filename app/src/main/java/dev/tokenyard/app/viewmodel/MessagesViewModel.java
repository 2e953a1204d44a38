package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.viewmodel.Message.Severity;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The messages that stand in the window's corner, the oldest first. */
public final class MessagesViewModel {
    /** More would cover the picture; the oldest gives way. */
    public static final int MOST = 4;

    private final ObservableList<Message> messages = FXCollections.observableArrayList();
    private final ObservableList<Message> readOnly = FXCollections.unmodifiableObservableList(messages);

    private final ObservableList<Job> jobs = FXCollections.observableArrayList();
    private final ObservableList<Job> readOnlyJobs = FXCollections.unmodifiableObservableList(jobs);

    /** What goes on in the background for long, the oldest first; read only. */
    public ObservableList<Job> jobs() {
        return readOnlyJobs;
    }

    /** Shows that something has begun. */
    public void begin(Job job) {
        jobs.add(job);
    }

    /** Shows that it is over. */
    public void end(Job job) {
        jobs.remove(job);
    }

    /** The messages; read only. */
    public ObservableList<Message> messages() {
        return readOnly;
    }

    /** Says that something worked. */
    public void info(String topic, String text) {
        post(new Message(Severity.INFO, topic, text));
    }

    /** Says what has come of something that neither worked nor failed. */
    public void note(String topic, String text) {
        post(new Message(Severity.NOTE, topic, text));
    }

    /** Says that something worked in part. */
    public void warn(String topic, String text) {
        post(new Message(Severity.WARNING, topic, text));
    }

    /** Says that something did not work. */
    public void error(String topic, String text) {
        post(new Message(Severity.ERROR, topic, text));
    }

    /** Takes a message away. */
    public void dismiss(Message message) {
        messages.remove(message);
    }

    /** Takes away the errors on a topic, which is in order again. */
    public void resolve(String topic) {
        messages.removeIf(message -> message.topic().equals(topic) && message.severity() == Severity.ERROR);
    }

    /** Takes away everything on a topic. */
    public void clear(String topic) {
        messages.removeIf(message -> message.topic().equals(topic));
    }

    private void post(Message message) {
        if (messages.contains(message)) {
            return;
        }
        messages.removeIf(other -> other.topic().equals(message.topic()));
        if (messages.size() == MOST) {
            messages.remove(0);
        }
        messages.add(message);
    }
}
