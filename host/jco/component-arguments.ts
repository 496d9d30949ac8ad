// What a component, or an embedder that calls as one, gives the operations: checked by its type in the WIT, and copied, before
// anything is done with it. jco lifts values by the types that the component says a function has.
import { ArgumentError } from '../abi/argument-error.ts';
import type { Taker } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { camel, kebab } from '../abi/names.mjs';
import type { FunctionType } from '../abi/types.ts';
import { FUNCTIONS } from '../generated/functions.ts';

type Callee = (this: unknown, ...args: unknown[]) => unknown;

/** @throws TypeError for what is no socket */
type CheckSocket = (value: object) => void;

/**
 * A function that is called with arguments of its types only.
 *
 * @param called its name for JavaScript
 * @throws ArgumentError for others
 */
function checked({ params }: FunctionType, called: string, callee: Callee, checkSocket: CheckSocket): Callee {
  const codecs = params.map(({ type }) => codecOf(type));
  const taker: Taker = {
    isLenient: false,
    takeHandle(_, value) {
      if (typeof value !== 'object' || value === null) throw new ArgumentError('a Socket');
      checkSocket(value);
      return value;
    },
    spend: () => {},
  };
  return function (this: unknown, ...args: unknown[]): unknown {
    const taken: unknown[] = [];
    try {
      for (const codec of codecs) taken.push(codec.take(taker, args[taken.length]));
    } catch (error) {
      throw ArgumentError.of(error, called, camel(params[taken.length]!.name));
    }
    return Reflect.apply(callee, this, taken);
  };
}

/** The functions of an interface of the WIT's, which take arguments of their types only. */
export function checkedFunctions<T extends object>(functions: T, checkSocket: CheckSocket): T {
  const rows = Object.entries<Callee>(Object(functions)).map(([name, callee]) => [
    name,
    checked(typeOf(kebab(name)), name, callee, checkSocket),
  ]);
  return Object.fromEntries(rows);
}

/** Lets the functions of the class `Socket` and of its objects take arguments of their types only. */
export function checkMethods(own: { readonly prototype: object }, checkSocket: CheckSocket): void {
  for (const [name, type] of FUNCTIONS) {
    const [, kind, word] = /^\[(static|method)\]socket\.(.*)$/.exec(name) ?? [];
    if (word === undefined) continue;
    const holder = kind === 'method' ? own.prototype : own;
    const callee: Callee = Reflect.get(holder, camel(word));
    // The object of a method is looked up by the method itself.
    const given = kind === 'method' ? { ...type, params: type.params.slice(1) } : type;
    const value = checked(given, `Socket.${camel(word)}`, callee, checkSocket);
    Object.defineProperty(holder, camel(word), { value });
  }
}

function typeOf(name: string): FunctionType {
  const type = FUNCTIONS.get(name);
  if (type === undefined) throw new TypeError(`the WIT has no ${name}`);
  return type;
}
