// Where examples run, and the commands that run them there.
import { buildGuest, prepare, type Ready, type Runtime, RUNTIMES } from '../wasip2/runtimes.ts';
import { Command, EXAMPLES } from './command-line.ts';
import { type CommandLinking, commandOf } from './commands.ts';
import { once } from './compiled.ts';

/** Where examples run: in Node, or in another runtime over WASI alone, where flags mean nothing. */
export type Place = CommandLinking | Runtime;

/**
 * Each of them, but for components over `wasock:sockets`: as components, examples run over WASI (`wasock`). What examples lack
 * in the runtimes stands in test/wasip2/lacking-examples.ts.
 */
export const PLACES: readonly Place[] = ['direct', 'transpiled', ...RUNTIMES];

/** Whether flags count there, and the system's local sockets are in reach. */
export function isInNode(place: Place): place is CommandLinking {
  return place !== 'wasmtime' && place !== 'jco';
}

/** An example over WASI alone, by runtime and source. */
const readyIn: Readonly<Record<Runtime, (source: string) => Promise<Ready>>> = {
  wasmtime: once(async (source) => prepare('wasmtime', await buildGuest(source))),
  jco: once(async (source) => prepare('jco', await buildGuest(source))),
  wasock: once(async (source) => prepare('wasock', await buildGuest(source))),
};

/** The words of a command that runs an example to its end. @param flags of `wasock run` */
export async function exampleCommand(
  name: string,
  place: Place,
  flags: readonly string[] = [],
  args: readonly string[] = [],
): Promise<readonly string[]> {
  const source = `${EXAMPLES}${name}.ts`;
  return isInNode(place)
    ? [...(await commandOf(source, place)), ...flags, '--', ...args]
    : [...(await readyIn[place](source)), ...args];
}

/** Runs an example with these flags and arguments. */
export async function runExample(
  name: string,
  place: Place,
  flags: readonly string[] = [],
  args: readonly string[] = [],
): Promise<Command> {
  const [file = '', ...words] = await exampleCommand(name, place, flags, args);
  return new Command(file, words);
}
