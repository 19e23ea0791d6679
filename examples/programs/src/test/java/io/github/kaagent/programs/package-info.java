/**
 * Programs that people run, each as it comes, under the agent: the rows of {@code servers.txt} and
 * {@code clients.txt}. A newcomer adds a row there; {@link io.github.kaagent.programs.ProgramsTest}
 * is where running one begins.
 */
package io.github.kaagent.programs;
