package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/** Tries all ways in this JVM, one after the other. */
final class Here {

  private static final Comparator<End> CLIENTS_FIRST = Comparator.comparing(end -> end.incoming);

  private final Variant variant;
  private final Jvm jvm;
  private final Ends ends;
  private final Report report;

  Here(Variant variant, Jvm jvm, Ends ends, Report report) {
    this.variant = variant;
    this.jvm = jvm;
    this.ends = ends;
    this.report = report;
  }

  /** Whether all was as it should be. */
  boolean run() throws IOException {
    for (Way way : Ways.all()) {
      if (way.from <= Jvm.feature()) {
        attempt(way);
      }
    }
    return report.good();
  }

  private void attempt(Way way) throws IOException {
    Set<Object> known = ends.known();
    try (Loopback on = new Loopback(variant.address(), jvm)) {
      // In a thread of its own, so that a way that hangs is one row of the table and not the end.
      Future<Void> opening =
          on.meanwhile(
              () -> {
                way.open(on);
                return null;
              });
      Loopback.await(opening);
      List<End> found = new ArrayList<>(ends.besides(known));
      found.addAll(on.elsewhere());
      found.sort(CLIENTS_FIRST);
      report.opened(way, found);
    } catch (Skipped e) {
      report.skipped(way, e.getMessage());
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      report.skipped(way, "this runtime has no " + e.getMessage().replace('/', '.'));
    } catch (Throwable e) {
      report.failed(way, e);
    }
  }
}
