// wasock completion: scripts by which shells complete commands, flags and their values, made from flag-tables.ts.
import { COMMANDS, type Flag, FLAGS, SHELLS } from './flag-tables.ts';

export type Shell = (typeof SHELLS)[number];

/** A command, its flags in the way they are written, and the files that its arguments are: ends of their names; none for any. */
interface Completed {
  readonly command: string;
  readonly flags: readonly { readonly words: readonly string[]; readonly flag: Flag }[];
}

/** Flags that take a value, but need none. */
const OPTIONAL = new Set(['--allow-fork']);

const ALL: readonly Completed[] = COMMANDS.map((command) => ({
  command,
  flags: Object.entries<Flag>(FLAGS[command]).map(([name, flag]) => ({
    words: [`--${name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])],
    flag,
  })),
}));

/** The script of a shell. */
export function completion(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

/** Words, then the cases of what follows a flag, for bash and zsh: lines of a `case`. */
function valueCases(choose: (words: readonly string[]) => string, file: string): string[] {
  return ALL.flatMap(({ command, flags }) =>
    flags
      .filter(({ words, flag }) => flag.type === 'string' && !words.some((word) => OPTIONAL.has(word)))
      .map(({ words, flag: { values = [] } }) => {
        const pattern = words.map((word) => `${command}:${word}`).join('|');
        return `    ${pattern}) ${values === 'file' ? file : choose(values)} ;;`;
      }),
  );
}

function flagCases(set: (words: readonly string[]) => string): string[] {
  return ALL.map(({ command, flags }) => `    ${command}) ${set(flags.flatMap(({ words }) => words))} ;;`);
}

function bash(): string {
  return `# bash completion of wasock: eval "$(wasock completion bash)"
_wasock() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W '${[...COMMANDS, '--help', '--version'].join(' ')}' -- "$word"))
    return
  fi
  local at
  for (( at = 2; at < COMP_CWORD; at++ )); do
    [[ \${COMP_WORDS[at]} == -- ]] && { compopt -o default; return; }
  done
  if [[ $command == completion ]]; then
    COMPREPLY=($(compgen -W '${SHELLS.join(' ')}' -- "$word"))
    return
  fi
  case $command:$before in
${valueCases((words) => `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word")); return`, 'compopt -o default; return').join('\n')}
  esac
  case $command in
${flagCases((words) => `words='${words.join(' ')}'`).join('\n')}
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
  else
    compopt -o default
  fi
}
complete -F _wasock wasock
`;
}

function zsh(): string {
  return `#compdef wasock
# zsh completion of wasock: eval "$(wasock completion zsh)"
_wasock() {
  local word=$words[CURRENT] before=$words[CURRENT-1] command=$words[2]
  local -a flags
  if (( CURRENT == 2 )); then
    compadd -- ${[...COMMANDS, '--help', '--version'].join(' ')}
    return
  fi
  if (( \${words[(I)--]} > 0 && \${words[(I)--]} < CURRENT )); then
    _files
    return
  fi
  if [[ $command == completion ]]; then
    compadd -- ${SHELLS.join(' ')}
    return
  fi
  case $command:$before in
${valueCases((words) => (words.length === 0 ? 'return' : `compadd -- ${words.join(' ')}; return`), '_files; return').join('\n')}
  esac
  case $command in
${flagCases((words) => `flags=(${words.join(' ')})`).join('\n')}
  esac
  if [[ $word == -* ]]; then
    compadd -- $flags
  else
    _files
  fi
}
compdef _wasock wasock
`;
}

function fish(): string {
  const begins = COMMANDS.map((command) => `complete -c wasock -n __fish_use_subcommand -f -a ${command}`);
  const flags = ALL.flatMap((one) =>
    one.flags.map(({ words, flag: { type, short, values = [] } }) => {
      const condition = `-n '__fish_seen_subcommand_from ${one.command}'`;
      const name = `${short === undefined ? '' : `-s ${short} `}-l ${(words[0] ?? '').slice(2)}`;
      const takes =
        type === 'boolean' || words.some((word) => OPTIONAL.has(word)) ? '' : values === 'file' ? ' -r -F' : ' -x';
      const choice = Array.isArray(values) && values.length > 0 ? ` -a '${values.join(' ')}'` : '';
      return `complete -c wasock ${condition} ${name}${takes}${choice}`;
    }),
  );
  const shells = `complete -c wasock -n '__fish_seen_subcommand_from completion' -f -a '${SHELLS.join(' ')}'`;
  return `# fish completion of wasock: wasock completion fish | source\n${[...begins, ...flags, shells].join('\n')}\n`;
}
