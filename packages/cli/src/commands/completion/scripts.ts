// Each script hands the words up to the cursor to `jhub __complete`, which answers with a line for each proposal: the word, a tab, and
// what it means; `:files` asks for names of files. Names come from the hub, so that they are nowhere run or expanded.

// bash splits words also behind : and =, and before @, and replaces what follows.
const bash = String.raw`# Completes words of jhub in bash.
_jhub() {
  local words last breaks kept line word
  read -a words <<< "${'$'}{COMP_LINE:0:COMP_POINT}"
  case "${'$'}{COMP_LINE:0:COMP_POINT}" in *[[:space:]]) words+=('') ;; esac
  last=${'$'}{words[${'$'}{#words[@]}-1]}
  breaks=${'$'}{COMP_WORDBREAKS//[^=:]/}
  kept=
  if [ -n "$breaks" ]; then kept=${'$'}{last%"${'$'}{last##*["$breaks"]}"}; fi
  case "$COMP_WORDBREAKS ${'$'}{last#"$kept"}" in *@*' '*@*) kept=${'$'}{last%@*} ;; esac
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = :files ]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${'$'}{last#"$kept"}")
    else
      word=${'$'}{line%%$'\t'*}
      printf -v word %q "${'$'}{word#"$kept"}"
      COMPREPLY+=("$word")
    fi
  done < <("$1" __complete "${'$'}{words[@]:1}" 2>/dev/null)
}
complete -F _jhub jhub
`

const zsh = String.raw`#compdef jhub
# Completes words of jhub in zsh.
_jhub() {
  local line
  local -a proposals
  for line in "${'$'}{(@f)$("$words[1]" __complete "${'$'}{(@Q)words[2,CURRENT-1]}" "${'$'}{(Q)PREFIX}" 2>/dev/null)}"; do
    if [[ "$line" == :files ]]; then
      _files
    elif [[ -n "$line" ]]; then
      proposals+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
    fi
  done
  (( ${'$'}{#proposals} )) && _describe jhub proposals
}
if [ "${'$'}{funcstack[1]}" = _jhub ]; then
  _jhub "$@"
else
  compdef _jhub jhub
fi
`

const fish = String.raw`# Completes words of jhub in fish.
function __jhub_complete
  set -l words (commandline -opc)
  set -l last (commandline -ct)
  for line in ($words[1] __complete $words[2..] "$last" 2>/dev/null)
    if test "$line" = :files
      __fish_complete_path "$last"
    else
      echo $line
    end
  end
end
complete -c jhub -f -a '(__jhub_complete)'
`

/** A script for each shell. */
export const scripts = { bash, zsh, fish } as const

/** Shells whose words are completed. */
type Shell = keyof typeof scripts

/** The same as a list. */
export const shells: readonly Shell[] = ['bash', 'zsh', 'fish']
