// The classes of WASI's resources, as jco's modules import them. jco makes an object for each handle of the guest, and checks
// with `instanceof` what it is given.
import type { ProvidedResource } from '../component/provided.ts';
import { pascal } from '../abi/names.mjs';
import { bareClass } from './bare.ts';
import { inTurn, now } from './component-socket.ts';
import { MOST_RESOURCES, REP, ResourceNumbers } from './component-resources.ts';
import { FOREIGN } from './foreign.ts';
import type { ComponentGuest } from './guest.ts';
import { HostStateError } from './state.ts';

/** What an object of a class stands for. */
interface Held {
  /** The host's. */
  readonly object: object;
  readonly guest: ComponentGuest;
}

/** A class of objects that stand for the host's. */
export interface ResourceClass {
  readonly prototype: object;
}

/** The classes of one set of imports. */
export class WasiResources {
  readonly #numbers = new ResourceNumbers(MOST_RESOURCES);
  readonly #classes = new Map<string, ResourceKind>();

  /** @param methods of the class, besides the one that jco calls when the guest drops its handle */
  define(name: string, methods: ReadonlyMap<string, unknown>): ResourceClass {
    const kind = new ResourceKind(name, methods, this.#numbers);
    this.#classes.set(name, kind);
    return kind.own;
  }

  /** An object for one of the host's. @throws GuestTrap if the component has too many */
  give(name: string, object: object, guest: ComponentGuest): object {
    return this.#kind(name).give({ object, guest });
  }

  /** What an object stands for. @throws TypeError if it is none of that resource */
  held(name: string, value: unknown): Held {
    const held = this.#kind(name).held(value);
    if (held === undefined) throw new TypeError(`not a ${pascal(name)} of this host`);
    if (held.guest.context.isClosed) throw new HostStateError(`the host of this ${pascal(name)} is closed`);
    return held;
  }

  /** The host's object for an argument, which may be one of another WASI. @throws TypeError as `held` */
  taken(name: string, value: object): object {
    const kind = this.#kind(name);
    return kind.isForeign(value) ? FOREIGN.get(name)!(value) : this.held(name, value).object;
  }

  #kind(name: string): ResourceKind {
    const kind = this.#classes.get(name);
    if (kind === undefined) throw new TypeError(`there is no ${name}`);
    return kind;
  }
}

/** One class, and what its objects stand for. */
class ResourceKind {
  readonly own: ResourceClass;
  readonly #name: string;
  readonly #methods: readonly string[];
  readonly #numbers: ResourceNumbers;
  // Not in the objects, which the embedder can see.
  readonly #all = new WeakMap<object, Held>();

  constructor(name: string, methods: ReadonlyMap<string, unknown>, numbers: ResourceNumbers) {
    this.#name = name;
    this.#methods = [...methods.keys()];
    this.#numbers = numbers;
    this.own = this.#class(methods);
  }

  give(held: Held): object {
    const object: object = Object.create(this.own.prototype);
    Object.defineProperty(object, REP, { value: this.#numbers.take() });
    this.#all.set(object, held);
    return object;
  }

  held(value: unknown): Held | undefined {
    return isObject(value) ? this.#all.get(value) : undefined;
  }

  /** Whether it is an object of another WASI's class of that name: only what is in wasi:io comes from several. */
  isForeign(value: object): boolean {
    if (!FOREIGN.has(this.#name) || this.#all.has(value)) return false;
    // jco makes an object of this class for a handle that the guest has made up.
    if (Object.prototype.isPrototypeOf.call(this.own.prototype, value)) return false;
    return this.#methods.every((method) => typeof Reflect.get(value, method) === 'function');
  }

  #drop(object: object): void {
    const held = this.#all.get(object);
    if (held === undefined) return;
    this.#all.delete(object);
    this.#numbers.give(Number(Reflect.get(object, REP)));
    const { context } = held.guest;
    // Its descriptors were closed with the host.
    if (context.isClosed) return;
    inTurn(context);
    now(this.#resource(held.guest)?.drop(held.object));
  }

  #resource({ provided }: ComponentGuest): ProvidedResource | undefined {
    for (const { resources } of provided.values()) {
      const found = resources.get(this.#name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #class(methods: ReadonlyMap<string, unknown>): ResourceClass {
    const drop = (object: object): void => this.#drop(object);
    const isOne = (value: unknown): boolean => isObject(value) && (this.#all.has(value) || this.isForeign(value));
    class Resource {
      private constructor() {}

      static [Symbol.hasInstance](value: unknown): boolean {
        return isOne(value);
      }

      [Symbol.dispose](): void {
        drop(this);
      }
    }
    Object.defineProperty(Resource, 'name', { value: pascal(this.#name) });
    for (const [name, value] of methods) Object.defineProperty(Resource.prototype, name, { value });
    bareClass(Resource);
    return Resource;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
