package io.github.kaagent.weave;

import io.github.kaagent.settings.Settings;
import java.util.List;

/** What the transformer needs of the agent, and tells it. */
public interface Weaving {

  /**
   * Asked before anything is woven: code that calls a bridge that is not there would break the
   * application.
   *
   * @return whether the bridge is in place
   */
  boolean bridgeIsReady();

  /** What is enforced now: some classes are only woven for some of it. */
  Settings settings();

  /**
   * A class was woven.
   *
   * @param className with dots
   * @param woven the methods that were found
   * @param missing the methods that this JDK ought to have and does not
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
