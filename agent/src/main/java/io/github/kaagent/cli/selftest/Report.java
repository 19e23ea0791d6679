package io.github.kaagent.cli.selftest;

import java.util.List;

/** Who hears of the ways that were tried. */
interface Report {

  /** It was opened, and is open still. */
  void opened(Way way, List<End> ends) throws Exception;

  /** It can't be tried here. */
  void skipped(Way way, String reason);

  /** It ended in an exception. */
  void failed(Way way, Throwable failure);

  /** Whether all was as it should be. */
  boolean good();
}
