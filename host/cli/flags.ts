// The command line, parsed.
import { parseArgs } from 'node:util';
import type { ComposeTarget } from '../build/compose.ts';
import type { Target } from '../build/compile.ts';
import type { Directories, GivenSockets, Limits } from '../index.ts';
import type { PolicyRules } from '../policy.ts';
import { DEFAULT_PROCESSES } from '../policy/rules.ts';
import { directoriesOf } from './directory-flag.ts';
import { COMMANDS, COMPOSE_TARGETS, FLAGS, SHELLS, TARGETS, WAITS } from './flag-tables.ts';
import { limitsOf } from './limit-flags.ts';
import { listenersOf } from './listen-flag.ts';
import { suggestion } from './suggest.ts';
import { type Template, TEMPLATES } from './templates.ts';
import { UsageError } from './usage-error.ts';

export interface RunCommand {
  name: 'run';
  guest: string;
  args: string[];
  env: Record<string, string>;
  /** The directories that the guest gets. */
  dirs: Directories;
  /** The listeners that it gets. */
  listeners: GivenSockets;
  /** The rules of the flags. */
  policy: PolicyRules;
  /** A file with more rules. */
  policyFile: string | undefined;
  /** The file that `--learn` adds rules to: what the guest asks for is allowed, and written there. */
  learn: string | undefined;
  limits: Limits;
  wait: 'block' | 'suspend';
  cache: boolean;
  /** Whether the guest is compiled and started anew when its sources change. */
  watch: boolean;
  /** Whether each call of the host is printed. */
  verbose: boolean;
  /** The file that each call of the host is written to. */
  trace: string | undefined;
}

export interface BuildCommand {
  name: 'build';
  entry: string;
  output: string;
  target: Target;
  debug: boolean;
}

export interface CcCommand {
  name: 'cc';
  /** clang's arguments. */
  args: string[];
}

export interface ComposeCommand {
  name: 'compose';
  program: string;
  output: string;
  target: ComposeTarget;
}

export interface InspectCommand {
  name: 'inspect';
  file: string;
  json: boolean;
}

export interface TypesCommand {
  name: 'types';
  file: string;
  /** Where to write; undefined for the standard output. */
  output: string | undefined;
}

export interface InitCommand {
  name: 'init';
  /** Where the project is written. */
  folder: string;
  template: Template;
  /** Whether files that exist are overwritten. */
  force: boolean;
}

export interface DoctorCommand {
  name: 'doctor';
}

export interface CompletionCommand {
  name: 'completion';
  shell: (typeof SHELLS)[number];
}

export type Command =
  | { name: 'help' }
  | { name: 'version' }
  | RunCommand
  | BuildCommand
  | CcCommand
  | ComposeCommand
  | InspectCommand
  | TypesCommand
  | InitCommand
  | DoctorCommand
  | CompletionCommand;

export { UsageError };

const NO_ENTRY = 'no guest given: wasock build <guest.ts> -o <file>';
const NO_FILE = 'no file given: wasock inspect <file>';
const NO_GUEST = 'no file given: wasock types <file>';
const NO_COMPONENT = 'no component given: wasock compose <component> -o <file>';

/**
 * Parses the arguments after `wasock`.
 *
 * @throws {UsageError} where they do not make a command
 */
export function parseCommand(argv: string[]): Command {
  const [command, ...rest] = argv;
  switch (command) {
    case 'run':
      return parseRun(rest);
    case 'build':
      return parseBuild(rest);
    case 'cc':
      return parseCc(rest);
    case 'compose':
      return parseCompose(rest);
    case 'inspect':
      return parseInspect(rest);
    case 'types':
      return parseTypes(rest);
    case 'init':
      return parseInit(rest);
    case 'doctor':
      return parseDoctor(rest);
    case 'completion':
      return parseCompletion(rest);
    case undefined:
    case 'help':
    case '-h':
    case '--help':
      return { name: 'help' };
    case '-V':
    case '--version':
      return { name: 'version' };
    default:
      throw new UsageError(unknownCommand(command));
  }
}

function unknownCommand(command: string): string {
  if (command.startsWith('-')) return `unknown option '${command}'; see 'wasock --help'`;
  // A guest's file, as other runtimes take it.
  if (/\.(ts|wasm)$/.test(command)) return `unknown command '${command}'; did you mean 'wasock run ${command}'?`;
  const near = suggestion(command, COMMANDS);
  return `unknown command '${command}'${near === '' ? `; expected ${listed(COMMANDS)}` : near}`;
}

function parseRun(argv: string[]): Command {
  // What follows `--` belongs to the guest, whatever it looks like.
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const { values, positionals } = parsedRun(argv.slice(0, end).map(withCount));
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  // A guest that is started anew is in a worker, where it blocks.
  if (values.watch && values.wait === 'suspend') throw new UsageError('--watch goes with --wait block only');
  if (values.watch && values.learn !== undefined) throw new UsageError('--watch and --learn do not go together');
  return {
    name: 'run',
    guest: onlyPositional(positionals, 'no guest given: wasock run <guest>', "the guest's arguments go after --"),
    args: argv.slice(end + 1),
    env: Object.fromEntries((values.env ?? []).map(variable)),
    dirs: directoriesOf(values.dir ?? []),
    listeners: listenersOf(values.listen ?? []),
    policy: {
      all: values['allow-all'] ?? false,
      connect: list('allow-connect', values['allow-connect']),
      denyConnect: list('deny-connect', values['deny-connect']),
      bind: list('allow-bind', values['allow-bind']),
      denyBind: list('deny-bind', values['deny-bind']),
      lookup: list('allow-lookup', values['allow-lookup']),
      denyLookup: list('deny-lookup', values['deny-lookup']),
      raw: values['allow-raw'] ?? false,
      multicast: values['allow-multicast'] ?? false,
      ...processes(values['allow-fork']),
      ...seconds(values['lookup-ttl']),
    },
    policyFile: values.policy,
    learn: values.learn,
    limits: limitsOf(values),
    wait: oneOf('--wait', values.wait, WAITS),
    cache: !values['no-cache'],
    watch: values.watch,
    verbose: values.verbose,
    trace: values.trace,
  };
}

/** What `run` has where no flag is given. */
const DEFAULTS: unknown = Object.fromEntries(
  Object.entries(FLAGS.run).flatMap(([name, flag]) => ('default' in flag ? [[name, flag.default]] : [])),
);

function parsedRun(args: string[]) {
  const parse = () => parseArgs({ args, options: FLAGS.run, allowPositionals: true, strict: true });
  // Node takes longer to load its parser than to run a short guest.
  if (!args.some((argument) => argument.startsWith('-'))) {
    return { values: DEFAULTS as ReturnType<typeof parse>['values'], positionals: args };
  }
  return orUsageError(FLAGS.run, parse);
}

function parseBuild(argv: string[]): Command {
  const { values, positionals } = orUsageError(FLAGS.build, () =>
    parseArgs({ args: argv, options: FLAGS.build, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const entry = onlyPositional(positionals, NO_ENTRY, 'one guest is built at a time');
  const target = oneOf('--target', values.target, TARGETS);
  return { name: 'build', entry, output: given(values.output), target, debug: values.debug ?? false };
}

function parseCompose(argv: string[]): Command {
  const { values, positionals } = orUsageError(FLAGS.compose, () =>
    parseArgs({ args: argv, options: FLAGS.compose, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const program = onlyPositional(positionals, NO_COMPONENT, 'one program is composed at a time');
  const target = oneOf('--target', values.target, COMPOSE_TARGETS);
  return { name: 'compose', program, output: given(values.output), target };
}

function parseTypes(argv: string[]): Command {
  const { values, positionals } = orUsageError(FLAGS.types, () =>
    parseArgs({ args: argv, options: FLAGS.types, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const file = onlyPositional(positionals, NO_GUEST, 'the types of one guest are written at a time');
  return { name: 'types', file, output: values.output };
}

function parseInit(argv: string[]): Command {
  const { values, positionals } = orUsageError(FLAGS.init, () =>
    parseArgs({ args: argv, options: FLAGS.init, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const folder = positionals.length === 0 ? '.' : onlyPositional(positionals, '', 'one project is written at a time');
  const names = Object.keys(TEMPLATES) as Template[];
  return { name: 'init', folder, template: oneOf('--template', values.template, names), force: values.force };
}

function parseDoctor(argv: string[]): Command {
  const { values } = orUsageError(FLAGS.doctor, () => parseArgs({ args: argv, options: FLAGS.doctor, strict: true }));
  if (values.help) return { name: 'help' };
  return values.version ? { name: 'version' } : { name: 'doctor' };
}

function parseCompletion(argv: string[]): Command {
  const { values, positionals } = orUsageError(FLAGS.completion, () =>
    parseArgs({ args: argv, options: FLAGS.completion, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const shell = onlyPositional(positionals, `no shell given: wasock completion ${SHELLS.join('|')}`, 'one at a time');
  return { name: 'completion', shell: oneOf('the shell', shell, SHELLS) };
}

function parseInspect(argv: string[]): Command {
  const { values, positionals } = orUsageError(FLAGS.inspect, () =>
    parseArgs({ args: argv, options: FLAGS.inspect, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  return {
    name: 'inspect',
    file: onlyPositional(positionals, NO_FILE, 'one file is inspected at a time'),
    json: values.json,
  };
}

function given(output: string | undefined): string {
  if (output === undefined) throw new UsageError('-o <file> is missing: it says where to write the result');
  return output;
}

function parseCc(args: string[]): Command {
  // Everything else is clang's, including --version.
  if (args.includes('--help') || args.includes('-h')) return { name: 'help' };
  if (args.length === 0) throw new UsageError('no C program given: wasock cc <program.c> -o <file>');
  return { name: 'cc', args };
}

/** @param flags what there is, to suggest the one that was meant */
function orUsageError<T>(flags: object, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(flagMistake(error.message, Object.keys(flags)));
    throw error;
  }
}

/** node:util's message about a flag, shorter. Its advice on `--` is wrong here, where `--` has another meaning. */
function flagMistake(message: string, flags: readonly string[]): string {
  const [, flag = message] = /'((?:-\w, )?--?[\w-]*)/.exec(message) ?? [];
  const more = "; see 'wasock --help'";
  if (message.startsWith('Unexpected argument')) return `${message.split('. ')[0]?.replace(/^U/, 'u')}${more}`;
  if (message.startsWith('Unknown option')) {
    const near = flag.startsWith('--')
      ? suggestion(
          flag,
          flags.map((name) => `--${name}`),
        )
      : '';
    return `unknown option '${flag}'${near === '' ? more : near}`;
  }
  return (message.includes('does not take an argument') ? `${flag} takes no value` : `${flag} needs a value`) + more;
}

function onlyPositional([first, second]: string[], none: string, whyNoMore: string): string {
  if (first === undefined) throw new UsageError(none);
  if (second !== undefined) throw new UsageError(`unexpected argument '${second}': ${whyNoMore}`);
  return first;
}

/** Patterns, separated by commas. An empty one is refused: an unset shell variable would silently remove a rule. */
function list(flag: string, values: string[] | undefined): string[] {
  const patterns = (values ?? []).flatMap((value) => value.split(','));
  if (patterns.some((pattern) => pattern.trim() === '')) throw new UsageError(`--${flag} has an empty pattern`);
  return patterns;
}

/** `--allow-fork` alone. */
function withCount(argument: string): string {
  return argument === '--allow-fork' ? `${argument}=${DEFAULT_PROCESSES}` : argument;
}

function processes(text: string | undefined): Pick<PolicyRules, 'fork'> {
  if (text === undefined) return {};
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--allow-fork takes a number of processes, not '${text}'`);
  return { fork: Number(text) };
}

function seconds(text: string | undefined): Pick<PolicyRules, 'lookupTtlSeconds'> {
  if (text === undefined) return {};
  if (text === 'none') return { lookupTtlSeconds: null };
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) === 0) {
    throw new UsageError(`--lookup-ttl must be a number of seconds above 0, or none, not '${text}'`);
  }
  return { lookupTtlSeconds: Number(text) };
}

function variable(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  if (name === '') throw new UsageError(`--env takes name=value, not '${text}'`);
  return [name, value.length > 0 ? value.join('=') : (process.env[name] ?? '')];
}

function oneOf<T extends string>(flag: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw new UsageError(`${flag} must be ${listed(choices)}, not '${value}'`);
  }
  return found;
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
