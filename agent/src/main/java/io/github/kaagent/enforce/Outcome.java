package io.github.kaagent.enforce;

/** What became of a connection, or of the application's attempt to set an option itself. */
public enum Outcome {
  /** The options asked for were set. */
  APPLIED,
  /** The kernel had them already. */
  ALREADY,
  /** The application's shorter value stayed, or its longer one was cut. */
  CAPPED,
  /** The application tried another value; the agent's was set. */
  OVERRULED,
  /** No pattern selects this connection, or one excludes it. */
  EXCLUDED,
  /** Mode report: it would have been changed. */
  REPORTED,
  /** It was closed while the agent was at work on it. */
  CLOSED,
  /** One of the options could not be set. */
  FAILED
}
