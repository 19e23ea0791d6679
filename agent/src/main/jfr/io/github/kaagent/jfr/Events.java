package io.github.kaagent.jfr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventFactory;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;

/**
 * The agent's events, registered with Flight Recorder. They are made by JFR's EventFactory from the
 * tables here, and are not classes: JFR would keep event classes, and with them the class loader of
 * a detached agent.
 */
public final class Events {

  /** Stands for an unknown time span, and is shown as one by JFR. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Name, label and description of each event; {@link #commit} takes the index. */
  private static final String[][] TYPES = {
    {"Covered", "Connection Covered", "A TCP connection that the agent's options were set on"},
    {
      "Overruled",
      "Setting Overruled",
      "The application has set an option of a TCP connection, and the agent has put back its own"
    },
    {"Failed", "Connection Not Covered", "A TCP connection of which an option could not be set"},
    {
      "Sweep",
      "Connection Found By Sweep",
      "A TCP connection of native code, or one whose options native code had changed"
    }
  };

  /** Index of the first event in {@link #TYPES}. */
  public static final int COVERED = 0;

  /** Index of the second. */
  public static final int OVERRULED = 1;

  /** Index of the third. */
  public static final int FAILED = 2;

  /** Index of the fourth. */
  public static final int SWEEP = 3;

  private static final Class<?> TEXT = String.class;
  private static final Class<?> NUMBER = int.class;

  /** In the order of {@link #commit}'s values. */
  private static final ValueDescriptor[] FIELDS = {
    field(TEXT, "localAddress", "Local Address", ""),
    field(NUMBER, "localPort", "Local Port", ""),
    field(TEXT, "remoteHost", "Remote Host", "The other end as the application called it"),
    field(TEXT, "remoteAddress", "Remote Address", ""),
    field(NUMBER, "remotePort", "Remote Port", ""),
    field(TEXT, "direction", "Direction", "Which end opened it: out is this one"),
    field(TEXT, "kind", "Kind", "What it is to the application"),
    field(TEXT, "outcome", "Outcome", "What the agent counted it as"),
    field(TEXT, "rule", "Rule", "The agent's rule that is for it"),
    field(TEXT, "mode", "Mode", "The agent's mode there"),
    field(boolean.class, "keepAlive", "Keepalive", "SO_KEEPALIVE as the kernel has it"),
    span("idle", "Idle", "Silence before the first probe", Timespan.SECONDS),
    span("interval", "Interval", "Between unanswered probes", Timespan.SECONDS),
    field(NUMBER, "count", "Count", "Unanswered probes before it is dropped"),
    span("userTimeout", "User Timeout", "TCP_USER_TIMEOUT; 0 is off", Timespan.MILLISECONDS),
    field(TEXT, "asked", "Asked", "What the application asked for")
  };

  private final EventFactory[] factories = new EventFactory[TYPES.length];
  private final EventType[] types = new EventType[TYPES.length];

  /** Registers the events, for recordings that run and for later ones. */
  public Events() {
    for (int i = 0; i < TYPES.length; i++) {
      List<AnnotationElement> annotations =
          Arrays.asList(
              new AnnotationElement(Name.class, "io.github.kaagent." + TYPES[i][0]),
              new AnnotationElement(Label.class, TYPES[i][1]),
              new AnnotationElement(Description.class, TYPES[i][2]),
              new AnnotationElement(Category.class, new String[] {"ka-agent", "TCP keepalive"}));
      factories[i] = EventFactory.create(annotations, Arrays.asList(FIELDS));
      factories[i].register();
      types[i] = factories[i].getEventType();
    }
  }

  private static ValueDescriptor field(
      Class<?> type, String name, String label, String description, AnnotationElement... more) {
    List<AnnotationElement> annotations = new ArrayList<>(Arrays.asList(more));
    annotations.add(new AnnotationElement(Label.class, label));
    if (!description.isEmpty()) {
      annotations.add(new AnnotationElement(Description.class, description));
    }
    return new ValueDescriptor(type, name, annotations);
  }

  private static ValueDescriptor span(String name, String label, String description, String unit) {
    return field(long.class, name, label, description, new AnnotationElement(Timespan.class, unit));
  }

  /** Unregisters the events; those recorded so far stay in the recordings. */
  public void unregister() {
    for (EventFactory factory : factories) {
      factory.unregister();
    }
  }

  /** Whether a running recording wants any of the events; takes no lock, allocates nothing. */
  public boolean areRecorded() {
    for (EventType type : types) {
      if (type.isEnabled()) {
        return true;
      }
    }
    return false;
  }

  /** Commits an event: an index into {@link #TYPES}, and a value for each field. */
  public void commit(int type, Object... values) {
    Event event = factories[type].newEvent();
    if (event.shouldCommit()) {
      for (int i = 0; i < values.length; i++) {
        event.set(i, values[i]);
      }
      event.commit();
    }
  }
}
