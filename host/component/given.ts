// What a program gives a component to import: functions, and classes for resources, by interface.
import { ArgumentError } from '../abi/argument-error.ts';
import { codecOf } from '../abi/codecs.ts';
import { underlying } from '../abi/layout.mjs';
import { camel, pascal } from '../abi/names.mjs';
import { isObject } from '../abi/objects.ts';
import type { FunctionType, ValueType } from '../abi/types.ts';
import { OptionError } from '../option-error.ts';
import { messageOf } from '../thrown.ts';
import { andFinally, type Completion } from '../wait/completion.ts';
import type { Calls } from './calls.ts';
import { ImportError } from './errors.ts';
import { type GivenClass, GivenResource } from './given-resource.ts';
import { splitMember } from './member.ts';
import type { Objects } from './objects.ts';
import type { Provided, ProvidedFunction, ProvidedResource, Source } from './provided.ts';
import { isCompatible, splitName } from './versions.ts';

/**
 * What a component may import, beside what wasock provides: for each interface an object of functions and classes, by its full
 * name with or without its version, and by their names in JavaScript (`do-it` is `doIt`); functions that a component imports
 * without an interface by those names at once.
 */
export type ComponentImports = Readonly<Record<string, unknown>>;

/** What functions of the program's need of the component that calls them. */
export interface GivenContext {
  readonly calls: Calls;
  readonly objects: Objects;
  /** Whether they may give promises. */
  readonly suspends: boolean;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** What a program gives one component. */
export class Given {
  /** What is imported without an interface. */
  readonly root: Source;
  readonly #sources: readonly { readonly own: string; readonly version: string | undefined; readonly source: Source }[];

  /** @throws OptionError if something is no object or function, or an interface is one that wasock provides */
  constructor(imports: ComponentImports, provided: Provided, context: GivenContext) {
    this.root = new GivenInterface('', imports, context);
    this.#sources = Object.entries(imports).flatMap(([name, value]) => {
      const { own, version } = splitName(name);
      if (provided.has(own))
        throw new OptionError(`imports['${name}']`, 'an interface that wasock does not provide itself');
      if (typeof value === 'function' && !name.includes(':')) return [];
      if (!isObject(value)) throw new OptionError(`imports['${name}']`, 'an object of functions and classes');
      return [{ own, version, source: new GivenInterface(name, value, context) }];
    });
  }

  /** The interface of a name: of that version, or else of a compatible one. */
  interfaceOf(name: string): Source | undefined {
    const { own, version } = splitName(name);
    const all = this.#sources.filter((one) => one.own === own || (!own.includes(':') && one.own === camel(own)));
    const found =
      all.find((one) => one.version === version) ??
      all.find((one) => one.version === undefined || version === undefined || isCompatible(one.version, version));
    return found?.source;
  }
}

/** One interface of a program's. Guests choose names, so only what the program has put there itself is found. */
class GivenInterface implements Source {
  readonly name: string;
  readonly #own: object;
  readonly #context: GivenContext;
  readonly #resources = new Map<string, GivenResource>();

  constructor(name: string, own: object, context: GivenContext) {
    this.name = name;
    this.#own = own;
    this.#context = context;
  }

  resource(called: string): ProvidedResource | undefined {
    let found = this.#resources.get(called);
    const own = found === undefined ? member(this.#own, pascal(called)) : undefined;
    if (isClass(own)) this.#resources.set(called, (found = new GivenResource(called, own)));
    return found;
  }

  function(called: string, type: FunctionType): ProvidedFunction | undefined {
    const { kind, of, member: name } = splitMember(called);
    const path = this.#path(of, kind === undefined ? called : name);
    if (kind === undefined) {
      const own = member(this.#own, camel(called));
      return isFunction(own) ? this.#provided(path, type, (args) => Reflect.apply(own, this.#own, args)) : undefined;
    }
    const resource = this.resource(of);
    if (!(resource instanceof GivenResource)) return undefined;
    const given = resource.own;
    if (kind === 'constructor') return this.#provided(path, type, (args) => Reflect.construct(given, args));
    if (kind === 'static') {
      const own = inherited(given, Function.prototype, camel(name));
      return isFunction(own) ? this.#provided(path, type, (args) => Reflect.apply(own, given, args)) : undefined;
    }
    if (kind !== 'method' || camel(name) === 'constructor') return undefined;
    if (!isFunction(inherited(given.prototype, Object.prototype, camel(name)))) return undefined;
    // The object's own class may have another method of that name.
    return this.#provided(path, type, ([object, ...args]) =>
      Reflect.apply(Reflect.get(object as object, camel(name)) as AnyFunction, object, args),
    );
  }

  #path(of: string, name: string): string {
    const called = of === '' ? camel(name) : [pascal(of), camel(name)].filter(Boolean).join('.');
    return this.name === '' ? called : `${this.name}/${called}`;
  }

  #provided(path: string, type: FunctionType, run: (args: unknown[]) => unknown): ProvidedFunction {
    const { calls, objects, suspends } = this.#context;
    const { value, thrown } = outcomeOf(type.result, path, objects);
    const settle = (args: unknown[]): Completion<unknown> => {
      let given: unknown;
      try {
        given = calls.outside(() => run(args));
      } catch (error) {
        return thrown(error);
      }
      if (!(given instanceof Promise)) return value(given);
      if (suspends) return calls.until(given.then(value, thrown));
      given.catch(() => {});
      throw new ImportError(`${path}() gave a promise, which only a component that is suspended can wait for`);
    };
    return {
      waits: suspends,
      edge: objects,
      call: (...args: unknown[]) => andFinally(() => settle(args), objects.endLoans()),
    };
  }
}

/** What becomes of what a function of the program's gives, or throws. @throws ImportError if it is not what is declared */
function outcomeOf(declared: ValueType | null, path: string, objects: Objects) {
  const type = declared === null ? null : underlying(declared);
  const taken = (of: ValueType | null, value: unknown): unknown => {
    if (of === null) return undefined;
    const taking = objects.taking();
    try {
      const result = codecOf(of).take(taking, value);
      taking.commit();
      return result;
    } catch (error) {
      const cause = ArgumentError.of(error, path, 'the result');
      throw new ImportError(messageOf(cause), { cause });
    }
  };
  const isResult = type !== null && typeof type === 'object' && type.kind === 'result';
  return {
    value: (value: unknown): unknown => (isResult ? { tag: 'ok', val: taken(type.ok, value) } : taken(type, value)),
    thrown(error: unknown): unknown {
      if (isResult && isObject(error) && 'payload' in error)
        return { tag: 'err', val: taken(type.error, error['payload']) };
      throw new ImportError(`${path}() threw: ${messageOf(error)}`, { cause: error });
    },
  };
}

/** A property of an object's own. */
function member(own: object, name: string): unknown {
  return Object.hasOwn(own, name) ? Reflect.get(own, name) : undefined;
}

/** A property of an object's, or of what it inherits from, up to `end`. */
function inherited(from: object, end: object, name: string): unknown {
  for (let at: object | null = from; at !== null && at !== end; at = Reflect.getPrototypeOf(at)) {
    if (Object.hasOwn(at, name)) return Reflect.get(at, name, from);
  }
  return undefined;
}

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}

function isClass(value: unknown): value is GivenClass {
  return typeof value === 'function' && isObject(value.prototype);
}
