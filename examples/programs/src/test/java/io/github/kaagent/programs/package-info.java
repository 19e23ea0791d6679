/**
 * Programs that people run, unchanged, under the agent: the rows of {@code servers.txt} and {@code
 * clients.txt}. To add a program, add a row there; {@link io.github.kaagent.programs.ProgramsTest}
 * is where to begin to read.
 */
package io.github.kaagent.programs;
