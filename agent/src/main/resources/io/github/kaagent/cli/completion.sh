# source <(java -jar JAR completion SHELL), in ~/.SHELLrc for good
if [ -n "${ZSH_VERSION:-}" ]; then # by its emulation of bash's
  autoload -U +X compinit bashcompinit
  compinit -u
  bashcompinit
fi
command -v ka-agent >/dev/null || ka-agent() { java -jar 'JAR' "$@"; }
_ka_agent() {
  local line="${COMP_LINE:0:$COMP_POINT}" all= file pid head= whole i
  local word="${line##* }" before="${line% *}"
  whole="$word"
  case "$before" in
    *' attach '*|*' check'|*' selftest') # from the last comma on
      all='ARGUMENTS'
      case "$word" in *,*) head="${word%,*}," word="${word##*,}";; esac;;
    *' completion') all='bash zsh';;
    *' status'*) all='OF_STATUS';;
    *' probe'*) all='OF_PROBE';;
    *' '*) ;;
    *) all='COMMANDS';;
  esac
  case "$before" in *' attach'|*' status'|*' detach')
    for file in /proc/[0-9]*/comm; do
      if [ "$(cat "$file" 2>/dev/null)" = java ]; then
        pid="${file#/proc/}" all="$all ${pid%/comm}"
      fi
    done;;
  esac
  COMPREPLY=($(compgen -P "$head" -W "$all" -- "$word"))
  # Bash replaces only what is after the last of its breaks: COMP_WORDBREAKS has = and :.
  case "${BASH_VERSION:-}/$whole" in ?*/*[=:]*)
    for i in "${!COMPREPLY[@]}"; do
      COMPREPLY[i]="${COMPREPLY[i]#"${whole%[=:]*}"[=:]}"
    done;;
  esac
}
complete -o nospace -F _ka_agent ka-agent
