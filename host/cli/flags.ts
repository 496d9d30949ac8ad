// The command line, parsed.
import { parseArgs } from 'node:util';
import type { ComposeTarget } from '../build/compose.ts';
import type { Target } from '../build/compile.ts';
import type { Directories, GivenSockets, Limits } from '../index.ts';
import type { PolicyRules } from '../policy.ts';
import { DEFAULT_PROCESSES } from '../policy/rules.ts';
import { directoriesOf } from './directory-flag.ts';
import { limitOptions, limitsOf } from './limit-flags.ts';
import { listenersOf } from './listen-flag.ts';
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

export type Command =
  | { name: 'help' }
  | { name: 'version' }
  | RunCommand
  | BuildCommand
  | CcCommand
  | ComposeCommand
  | InspectCommand
  | TypesCommand;

export { UsageError };

const NO_ENTRY = 'no guest given: wasock build <guest.ts> -o <file>';
const NO_FILE = 'no file given: wasock inspect <file>';
const NO_GUEST = 'no file given: wasock types <file>';
const NO_COMPONENT = 'no component given: wasock compose <component> -o <file>';

const COMMON = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

const RUN = {
  ...COMMON,
  'allow-connect': { type: 'string', multiple: true },
  'deny-connect': { type: 'string', multiple: true },
  'allow-bind': { type: 'string', multiple: true },
  'deny-bind': { type: 'string', multiple: true },
  'allow-lookup': { type: 'string', multiple: true },
  'deny-lookup': { type: 'string', multiple: true },
  'lookup-ttl': { type: 'string' },
  'allow-raw': { type: 'boolean' },
  'allow-multicast': { type: 'boolean' },
  'allow-fork': { type: 'string' },
  'allow-all': { type: 'boolean' },
  policy: { type: 'string' },
  learn: { type: 'string' },
  ...limitOptions,
  env: { type: 'string', multiple: true },
  dir: { type: 'string', multiple: true },
  listen: { type: 'string', multiple: true },
  wait: { type: 'string', default: 'block' },
  'no-cache': { type: 'boolean' },
} as const;

const BUILD = {
  ...COMMON,
  output: { type: 'string', short: 'o' },
  target: { type: 'string', default: 'core' },
  debug: { type: 'boolean' },
} as const;

const COMPOSE = {
  ...COMMON,
  output: { type: 'string', short: 'o' },
  target: { type: 'string', default: 'component' },
} as const;

const TYPES = {
  ...COMMON,
  output: { type: 'string', short: 'o' },
} as const;

const INSPECT = {
  ...COMMON,
  json: { type: 'boolean', default: false },
} as const;

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
    case undefined:
    case 'help':
    case '-h':
    case '--help':
      return { name: 'help' };
    case '-V':
    case '--version':
      return { name: 'version' };
    default:
      throw new UsageError(
        command.startsWith('-')
          ? `unknown option '${command}'; see 'wasock --help'`
          : `unknown command '${command}'; expected run, build, cc, compose, inspect or types`,
      );
  }
}

function parseRun(argv: string[]): Command {
  // What follows `--` belongs to the guest, whatever it looks like.
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const { values, positionals } = parsedRun(argv.slice(0, end).map(withCount));
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
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
    wait: oneOf('--wait', values.wait, ['block', 'suspend']),
    cache: !values['no-cache'],
  };
}

function parsedRun(args: string[]) {
  const parse = () => parseArgs({ args, options: RUN, allowPositionals: true, strict: true });
  // Node takes longer to load its parser than to run a short guest.
  if (!args.some((argument) => argument.startsWith('-'))) {
    return { values: { wait: RUN.wait.default } as ReturnType<typeof parse>['values'], positionals: args };
  }
  return orUsageError(parse);
}

function parseBuild(argv: string[]): Command {
  const { values, positionals } = orUsageError(() =>
    parseArgs({ args: argv, options: BUILD, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const entry = onlyPositional(positionals, NO_ENTRY, 'one guest is built at a time');
  const target = oneOf('--target', values.target, ['core', 'component', 'wasip2']);
  return { name: 'build', entry, output: given(values.output), target, debug: values.debug ?? false };
}

function parseCompose(argv: string[]): Command {
  const { values, positionals } = orUsageError(() =>
    parseArgs({ args: argv, options: COMPOSE, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const program = onlyPositional(positionals, NO_COMPONENT, 'one program is composed at a time');
  const target = oneOf('--target', values.target, ['component', 'wasip2']);
  return { name: 'compose', program, output: given(values.output), target };
}

function parseTypes(argv: string[]): Command {
  const { values, positionals } = orUsageError(() =>
    parseArgs({ args: argv, options: TYPES, allowPositionals: true, strict: true }),
  );
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const file = onlyPositional(positionals, NO_GUEST, 'the types of one guest are written at a time');
  return { name: 'types', file, output: values.output };
}

function parseInspect(argv: string[]): Command {
  const { values, positionals } = orUsageError(() =>
    parseArgs({ args: argv, options: INSPECT, allowPositionals: true, strict: true }),
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

function orUsageError<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${flagMistake(error.message)}; see 'wasock --help'`);
    throw error;
  }
}

/** node:util's message about a flag, shorter. Its advice on `--` is wrong here, where `--` has another meaning. */
function flagMistake(message: string): string {
  const [, flag = message] = /'((?:-\w, )?--?[\w-]*)/.exec(message) ?? [];
  if (message.startsWith('Unknown option')) return `unknown option '${flag}'`;
  return message.includes('does not take an argument') ? `${flag} takes no value` : `${flag} needs a value`;
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
    const expected = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
    throw new UsageError(`${flag} must be ${expected}, not '${value}'`);
  }
  return found;
}
