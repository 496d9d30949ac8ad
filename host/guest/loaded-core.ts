// The functions of a core module, for a program that calls them.
import { ArgumentError } from '../abi/argument-error.ts';
import type { CoreValue, Realm } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { exportSignature, hasParamsInMemory, hasResultInMemory } from '../abi/flat.mjs';
import type { GuestMemory } from '../abi/guest-memory.ts';
import { camel } from '../abi/names.mjs';
import type { FunctionType } from '../abi/types.ts';
import type { Calls } from '../component/calls.ts';
import { Room } from '../component/room.ts';
import { realmOf } from '../link/values.ts';
import type { Sockets } from '../link/sockets.ts';
import { LinkError } from '../trap.ts';
import { signatureOf } from '../wasm/core-imports.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import { plainExports } from './callable.ts';
import type { CompiledCore } from './module.ts';

/** A function as a program calls it. */
export type LoadedFunction = (...args: unknown[]) => Completion<unknown>;

/** A function of an instance, which gives a promise where guests are suspended. */
export type CoreCall = (...args: CoreValue[]) => Completion<CoreValue | undefined>;

/** Bytes that the arguments of one call take at most. */
const MOST_TAKEN = 1 << 28;

/** What the functions are called with. */
export interface CoreCalling {
  readonly calls: Calls;
  readonly memory: GuestMemory;
  readonly sockets: Sockets;
  /** Makes of an export what suspends the guest, or what blocks. */
  readonly callee: (name: string) => CoreCall;
}

/**
 * The functions that a module exports, by their names in JavaScript: those of its section by the canonical ABI, and any others with
 * numbers as WebAssembly has them.
 *
 * @throws LinkError if an export is not what the section says, or has a name that no function may have, or they are too many
 */
export function coreFunctions(
  { exported, signatures }: CompiledCore,
  calling: CoreCalling,
): Map<string, LoadedFunction> {
  const numeric = plainExports(signatures, exported);
  const found = new Map<string, LoadedFunction>();
  const put = (name: string, made: LoadedFunction): void => {
    if (name === 'then') throw new LinkError("the module exports 'then', which promises call");
    if (found.has(name)) throw new LinkError(`the module exports two functions that are '${name}' in JavaScript`);
    found.set(name, made);
  };
  for (const [name, type] of exported) {
    if (hasParamsInMemory(type)) throw new LinkError(`the function '${name}' has too many parameters`);
    const { params, results } = exportSignature(type);
    if (signatures.get(name) !== signatureOf(params, results)) {
      throw new LinkError(`the module does not export '${name}' as its section says`);
    }
    put(camel(name), lifted(camel(name), name, type, signatures, calling));
  }
  for (const [name, { params }] of numeric) put(name, plain(name, params, calling));
  return found;
}

function lifted(
  path: string,
  name: string,
  type: FunctionType,
  signatures: CompiledCore['signatures'],
  { calls, memory, sockets, callee }: CoreCalling,
): LoadedFunction {
  const call = callee(name);
  const takers = type.params.map((param) => ({ name: camel(param.name), codec: codecOf(param.type) }));
  const result = type.result === null ? undefined : codecOf(type.result);
  const isStored = hasResultInMemory(type);
  const after = signatures.get(`cabi_post_${name}`) === AFTER ? callee(`cabi_post_${name}`) : undefined;
  const finish = (returned: CoreValue | undefined): Completion<unknown> => {
    if (result === undefined) return undefined;
    const room = new Room();
    const realm: Realm = { ...realmOf(sockets, memory), longest: Infinity, spendLifted: (bytes) => room.take(bytes) };
    const value = isStored
      ? result.load(realm, memory.check(Number(returned), result.size, result.alignment))
      : result.lift(realm, [returned!], 0);
    return after === undefined ? value : andThen(after(returned!), () => value);
  };
  return (...args) =>
    calls.run(
      path,
      () => {
        let left = MOST_TAKEN;
        const taker = {
          isLenient: false,
          takeHandle: () => {
            throw new ArgumentError('a value');
          },
          spend: (bytes: number) => {
            left -= bytes;
            if (left < 0) throw new ArgumentError('', `takes more than ${MOST_TAKEN} bytes`);
          },
        };
        return takers.map(({ name: param, codec }, index) => {
          try {
            return codec.take(taker, args[index]);
          } catch (error) {
            throw ArgumentError.of(error, path, param);
          }
        });
      },
      (taken) => {
        const flat: CoreValue[] = [];
        const realm = realmOf(sockets, memory);
        for (const [index, { codec }] of takers.entries()) codec.lower(realm, taken[index], flat);
        return andThen(call(...flat), finish);
      },
    );
}

/** The signature of a function that is called after a result has been copied. */
const AFTER = signatureOf(['i32'], []);

function plain(name: string, params: readonly string[], { calls, callee }: CoreCalling): LoadedFunction {
  const call = callee(name);
  const take = (args: readonly unknown[]): CoreValue[] =>
    params.map((type, index) => {
      const expected = type === 'i64' ? 'bigint' : 'number';
      const arg = args[index];
      if (typeof arg === expected) return arg as CoreValue;
      throw ArgumentError.of(new ArgumentError(`a ${expected}`), name, `argument ${index + 1}`);
    });
  return (...args) =>
    calls.run(
      name,
      () => take(args),
      (taken) => call(...taken),
    );
}
