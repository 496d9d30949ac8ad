// What a component exports, as a program sees it: functions, an object for each interface, a class for each resource.
import { ArgumentError } from '../abi/argument-error.ts';
import type { Codec } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { underlying } from '../abi/layout.mjs';
import { camel, pascal } from '../abi/names.mjs';
import type { FunctionType } from '../abi/types.ts';
import { LinkError } from '../trap.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { Calls } from './calls.ts';
import { ComponentError } from './errors.ts';
import { hasHandles } from './handle-types.ts';
import type { LiftedFunction } from './lifted.ts';
import { splitMember } from './member.ts';
import type { ObjectClass, Objects } from './objects.ts';
import type { Instance, Item } from './items.ts';
import type { Resource } from './resource.ts';
import type { Work } from './work.ts';

/** Functions, interfaces and classes by their names in JavaScript; interfaces also by their full names. */
export type ComponentExports = Readonly<Record<string, unknown>>;

/** How a program calls a function. It gives a promise where guests are suspended. */
type ProgramFunction = (...args: unknown[]) => Completion<unknown>;

/** Functions that take or give objects of resources. */
const withObjects = new WeakSet<object>();

/** Whether a function of a component takes or gives objects of resources. */
export function takesObjects(made: object): boolean {
  return withObjects.has(made);
}

/** Makes what a program sees of one component. What it exports of what it was given is not among it. */
export class Exports {
  readonly #calls: Calls;
  readonly #objects: Objects;
  readonly #work: Work;

  constructor(calls: Calls, objects: Objects, work: Work) {
    this.#work = work;
    this.#calls = calls;
    this.#objects = objects;
  }

  /** @throws LinkError if two names are one in JavaScript, a method is not its resource's, or they are too many */
  of({ exports }: Instance): ComponentExports {
    const instances = Array.from(exports).flatMap(([name, item]) =>
      item.sort === 'instance' ? [{ name, short: shortName(name), own: this.#interface(item.value) }] : [],
    );
    const found = this.#members({ exports });
    for (const { name, own } of instances) put(found, name, own);
    // Of two versions of an interface, neither is meant.
    const meant = new Map<string, ComponentExports | undefined>();
    for (const { short, own } of instances)
      meant.set(short, meant.has(short) && meant.get(short) !== own ? undefined : own);
    for (const [short, own] of meant) if (own !== undefined && !Object.hasOwn(found, short)) put(found, short, own);
    return Object.freeze(found);
  }

  #interface(instance: Instance): ComponentExports {
    return Object.freeze(this.#members(instance));
  }

  /** Functions and classes. */
  #members({ exports }: Instance): Record<string, unknown> {
    const found: Record<string, unknown> = Object.create(null);
    // One instance may be exported by many names.
    this.#work.count(MEMBER * exports.size);
    const classes = new Map<string, { readonly resource: Resource; readonly own: ObjectClass }>();
    for (const [name, item] of exports) {
      if (item.sort !== 'type' || item.value.kind !== 'resource' || item.value.resource.provided !== undefined)
        continue;
      const { resource } = item.value;
      const own = this.#objects.classOf(resource, this.#construction(resource, exports.get(`[constructor]${name}`)));
      classes.set(name, { resource, own });
      put(found, pascal(name), own);
    }
    for (const [name, item] of exports) {
      if (item.sort !== 'function' || item.value.kind !== 'lifted') continue;
      const { lifted } = item.value;
      const { kind, of, member } = splitMember(name);
      if (kind === undefined) {
        put(found, camel(name), this.#function(lifted, camel(name)));
        continue;
      }
      const owner = classes.get(of);
      if (owner === undefined) throw new LinkError(`the component exports '${name}' without its resource`);
      this.#member(kind, member, owner, lifted);
    }
    for (const { own } of classes.values()) {
      Object.freeze(own.prototype);
      Object.freeze(own);
    }
    return found;
  }

  #construction(resource: Resource, item: Item | undefined): ((args: readonly unknown[]) => object) | undefined {
    if (item?.sort !== 'function' || item.value.kind !== 'lifted') return undefined;
    const { lifted } = item.value;
    const make = this.#function(lifted, `new ${pascal(resource.name)}`);
    return (args) => make(...args) as object;
  }

  #member(
    kind: string,
    name: string,
    { resource, own }: { resource: Resource; own: ObjectClass },
    lifted: LiftedFunction,
  ) {
    if (kind === 'constructor') return;
    const path = `${own.name}.${camel(name)}`;
    const isMethod = kind === 'method';
    if (isMethod && !isOf(resource, lifted.type))
      throw new LinkError(`the component exports a method ${path} of something else`);
    const holder: object = isMethod ? own.prototype : own;
    const call = this.#function(lifted, path, isMethod);
    // A class has no other prototype than its own.
    if (!isMethod && camel(name) === 'prototype') throw new LinkError(`${path} is no name of a function in JavaScript`);
    Object.defineProperty(holder, camel(name), { value: call, configurable: true });
  }

  /** @param isMethod whether the first argument is the object that it is called on */
  #function(lifted: LiftedFunction, path: string, isMethod = false): ProgramFunction {
    // A promise would call it, if somebody waited for what has it.
    if (/(^|\.)then$/.test(path)) throw new LinkError(`the component exports '${path}', which promises call`);
    this.#work.crossing(lifted.type);
    const { params } = lifted.type;
    const takers = params.map(({ name, type }) => ({ name: camel(name), codec: codecOf(type) }));
    const give = giver(lifted.type, path);
    const call = (args: readonly unknown[]): Completion<unknown> => {
      const value = this.#calls.run(
        path,
        () => this.#take(path, takers, args),
        (taken) => lifted.invoke(taken, this.#objects),
      );
      return andThen(value, give);
    };
    const made = isMethod
      ? function (this: unknown, ...args: unknown[]): Completion<unknown> {
          return call([this, ...args]);
        }
      : (...args: unknown[]): Completion<unknown> => call(args);
    if (hasHandles(lifted.type)) withObjects.add(made);
    Object.defineProperty(made, 'name', { value: path.slice(path.lastIndexOf('.') + 1) });
    Object.defineProperty(made, 'length', { value: isMethod ? params.length - 1 : params.length });
    return made;
  }

  #take(path: string, takers: readonly { readonly name: string; readonly codec: Codec }[], args: readonly unknown[]) {
    const taking = this.#objects.taking();
    const taken = takers.map(({ name, codec }, index) => {
      try {
        return codec.take(taking, args[index]);
      } catch (error) {
        throw ArgumentError.of(error, path, name);
      }
    });
    taking.commit();
    return taken;
  }
}

/** What a function gives of the value of its result. @throws ComponentError for the error case of a `result` */
function giver({ result }: FunctionType, path: string): (value: unknown) => unknown {
  const type = result === null ? null : underlying(result);
  if (type === null || typeof type === 'string' || type.kind !== 'result') return (value) => value;
  return (value) => {
    const { tag, val } = value as { readonly tag: 'ok' | 'err'; readonly val: unknown };
    if (tag === 'ok') return val;
    throw new ComponentError(path, val);
  };
}

/** How much a function that a program can call is, as work.ts counts. */
const MEMBER = 20;

/** Whether a function's first parameter is a borrowed handle of a resource. */
function isOf(resource: Resource, { params }: FunctionType): boolean {
  const type = params[0] === undefined ? undefined : underlying(params[0].type);
  return typeof type === 'object' && type.kind === 'borrow' && type.resource === resource;
}

/** `my:pkg/key-store@1.0.0` as `keyStore`. */
export function shortName(name: string): string {
  return camel(name.replace(/^.*\//, '').replace(/@.*$/, ''));
}

/** @throws LinkError if there is one of that name already */
function put(found: Record<string, unknown>, name: string, value: unknown): void {
  if (Object.hasOwn(found, name))
    throw new LinkError(`the component exports two things that are '${name}' in JavaScript`);
  Object.defineProperty(found, name, { value, enumerable: true, configurable: true });
}
