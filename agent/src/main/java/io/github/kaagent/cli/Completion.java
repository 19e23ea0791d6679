package io.github.kaagent.cli;

import io.github.kaagent.arguments.Argument;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code completion bash|zsh}: a script that makes the shell complete {@code ka-agent}. */
final class Completion {

  // One function for both shells, zsh by its emulation of bash's. It completes from the last
  // comma on, and takes off what bash thinks a word of its own: COMP_WORDBREAKS has = and :.
  private static final String SCRIPT =
      "# source <(java -jar JAR completion SHELL), in ~/.SHELLrc for good\n"
          + "PREPARE"
          + "command -v ka-agent >/dev/null || ka-agent() { java -jar 'JAR' \"$@\"; }\n"
          + "_ka_agent() {\n"
          + "  local line=\"${COMP_LINE:0:$COMP_POINT}\" all= file pid head=\n"
          + "  local word=\"${line##* }\" before=\"${line% *}\"\n"
          + "  case \"$before\" in\n"
          + "    *' attach '*|*' check'|*' selftest')\n"
          + "      all='ARGUMENTS'\n"
          + "      case \"$word\" in *,*) head=\"${word%,*},\" word=\"${word##*,}\";; esac;;\n"
          + "    *' completion') all='bash zsh';;\n"
          + "    *' status'*) all='OPTIONS';;\n"
          + "    *' '*) ;;\n"
          + "    *) all='COMMANDS';;\n"
          + "  esac\n"
          + "  case \"$before\" in *' attach'|*' status'|*' detach')\n"
          + "    for file in /proc/[0-9]*/comm; do\n"
          + "      if [ \"$(cat \"$file\" 2>/dev/null)\" = java ]; then\n"
          + "        pid=\"${file#/proc/}\" all=\"$all ${pid%/comm}\"\n"
          + "      fi\n"
          + "    done;;\n"
          + "  esac\n"
          + "  COMPREPLY=($(compgen -P \"$head\" -W \"$all\" -- \"$word\"))\n"
          + "CUT"
          + "}\n"
          + "complete -o nospace -F _ka_agent ka-agent\n";

  private static final String ZSH =
      "autoload -U +X compinit bashcompinit\ncompinit -u\nbashcompinit\n";

  /** Bash replaces only what is after the last of its breaks. */
  private static final String CUT =
      "  local whole=\"${line##* }\" i\n"
          + "  case \"$whole\" in *[=:]*)\n"
          + "    for i in \"${!COMPREPLY[@]}\"; do\n"
          + "      COMPREPLY[i]=\"${COMPREPLY[i]#\"${whole%[=:]*}\"[=:]}\"\n"
          + "    done;;\n"
          + "  esac\n";

  private Completion() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err) throws CommandException {
    String shell = arguments.size() == 1 ? arguments.get(0) : "";
    boolean isZsh = shell.equals("zsh");
    if (!isZsh && !shell.equals("bash")) {
      throw CommandException.wrong("completion takes bash or zsh");
    }
    out.print(
        SCRIPT
            .replace("JAR", OwnJar.path().toString())
            .replace("SHELL", shell)
            .replace("PREPARE", isZsh ? ZSH : "")
            .replace("ARGUMENTS", words(Argument.ALL, Completion::values))
            .replace("OPTIONS", String.join(" ", StatusCommand.OPTIONS))
            .replace("COMMANDS", words(Commands.TABLE, command -> command.name))
            .replace("CUT", isZsh ? "" : CUT));
    return Command.DONE;
  }

  private static <T> String words(List<T> rows, Function<T, String> word) {
    return rows.stream().map(word).collect(Collectors.joining(" "));
  }

  /** {@code idle=}, and {@code mode=} with each of its words. */
  private static String values(Argument argument) {
    StringBuilder values = new StringBuilder(argument.key()).append('=');
    for (String word : argument.allowed().split(", |, or ", -1)) {
      if (word.matches("[a-z]+")) {
        values.append(' ').append(argument.key()).append('=').append(word);
      }
    }
    return values.toString();
  }
}
