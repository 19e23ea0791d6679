package io.github.kaagent.weave;

import io.github.kaagent.settings.Settings;
import java.util.List;

/** What the transformer asks the agent, and reports to it. */
public interface Weaving {

  /**
   * Asked before anything is woven: code that calls a bridge that is not there would break the
   * application.
   *
   * @return whether the bridge is in place
   */
  boolean bridgeIsReady();

  /** The settings in force: some join points are woven only for some settings. */
  Settings settings();

  /**
   * A class was woven.
   *
   * @param className with dots
   * @param woven the methods that were found
   * @param missing the methods that this JDK should have, and has not
   */
  void woven(String className, List<String> woven, List<String> missing);

  /**
   * A class could not be woven; it is used as it is.
   *
   * @param className with dots
   * @param failure why
   */
  void notWoven(String className, Throwable failure);
}
