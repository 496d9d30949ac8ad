import { readFileSync } from 'node:fs';
import { ArgumentError } from '../abi/argument-error.ts';
import type { Codec, CoreValue } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { camel, kebab } from '../abi/names.mjs';
import { hasParamsInMemory, hasResultInMemory } from '../abi/flat.mjs';
import { GuestMemory } from '../abi/guest-memory.ts';
import { compileCore, type CompiledCore } from '../guest/module.ts';
import type { Host, HostOptions } from '../host.ts';
import { type LimitName, type Limits, readLimits, refuseLimits } from '../limits.ts';
import type { Usage } from '../limits/usage.ts';
import { importables, importObject } from '../link/import-table.ts';
import { wasockImports } from '../link/imports.ts';
import { closeAfter, closeHost, openHost } from '../open-hosts.ts';
import type { PolicyFunction } from '../policy.ts';
import { PHP_INTERFACE } from '../generated/released.ts';
import { LinkError } from '../trap.ts';
import { signatureOf } from '../wasm/core-imports.ts';
import { Callbacks } from './callbacks.ts';
import type { Signature } from './generated/interface.ts';
import { LibraryRealm } from './realm.ts';
import { type Owner, RESOURCE_NAMES, type ResourceName } from './resources.ts';

/** A handle of the component model is here the number behind it, which resources.ts keeps. */
const NEW_HANDLES = RESOURCE_NAMES.map((name) => `[resource-new]${kebab(name)}`);
const HANDLES = importables(
  [Object.fromEntries(NEW_HANDLES.map((name) => [name, (number: number) => number]))],
  new Map(NEW_HANDLES.map((name) => [name, signatureOf(['i32'], ['i32'])])),
);

/** The library reads no file and no standard stream, and runs on the thread of whoever calls it. */
const NOT_HELD: readonly LimitName[] = ['gcHeap', 'files', 'streamBytes', 'cpuTimeMs'];

type CoreExport = (...args: CoreValue[]) => number | undefined;

/** Thrown by a function of an object that is closed, has failed, or is in the middle of another call. */
export class PhpStateError extends Error {
  override readonly name = 'PhpStateError';
  readonly code = 'ERR_WASOCK_PHP_STATE';
}

/** An instance of the library: the module that asm/component/ is compiled to, on a host of its own. */
export class Library implements Owner {
  readonly #host: Host;
  readonly #callbacks: Callbacks;
  readonly #exports: WebAssembly.Exports;
  /** Why there are no more calls. */
  #ended: PhpStateError | undefined;
  #isCalling = false;
  /** What was dropped in the middle of a call. */
  readonly #dropped: [name: ResourceName, number: number][] = [];
  readonly #realm: LibraryRealm;
  readonly known: Owner['known'] = { Socket: new Map(), AddressInfo: new Map(), Stream: new Map() };

  /** @throws PolicyError if a rule of the policy cannot be understood */
  constructor(options: HostOptions) {
    refuseLimits(options.limits, NOT_HELD, 'in wasock/php');
    this.#callbacks = new Callbacks(options);
    // The host outlives this object until the finalizer runs, and must not keep it: the callbacks may refer to it.
    const callbacks = new WeakRef(this.#callbacks);
    const ask: PolicyFunction = (request) => callbacks.deref()?.ask(request) ?? false;
    this.#host = openHost({
      ...options,
      ...(typeof options.policy === 'function' ? { policy: ask } : {}),
      onWarning: (message, severity) => callbacks.deref()?.warn(message, severity),
      onDenied: (denial) => callbacks.deref()?.deny(denial),
    });
    closeAfter(this, this.#host);
    try {
      const { module, encoding, imports, extent } = libraryModule(options.limits);
      const { meter } = this.#host.context;
      const memory = new GuestMemory(encoding, (bytes) => meter.memory(extent.initial, bytes));
      this.#realm = new LibraryRealm(memory, this);
      const table = wasockImports(this.#host, memory).set(`[export]${PHP_INTERFACE}`, HANDLES);
      const { exports } = new WebAssembly.Instance(module, importObject(imports, table));
      this.#exports = exports;
      memory.bind(exports);
      this.#core('_initialize')();
    } catch (error) {
      // There may be no memory for an instance.
      this.#fail(error);
    }
  }

  /** The JavaScript function for a function of the library. */
  bind(name: string, signature: Signature): (...args: unknown[]) => unknown {
    const core = this.#core(`${PHP_INTERFACE}#${signature.name}`);
    const release = this.#exports[`cabi_post_${PHP_INTERFACE}#${signature.name}`] as CoreExport | undefined;
    const params = signature.params.map(({ type }) => codecOf(type));
    const lower = this.#lowering(signature, params);
    const lift = this.#lifting(signature);

    const realm = this.#realm;
    return (...args) => {
      this.#check(name);
      // From here on: an argument may have accessors, which could drop one taken before, or close everything.
      this.#isCalling = true;
      realm.beginCall();
      const taken: unknown[] = [];
      try {
        for (let index = 0; index < params.length; index++) taken.push(params[index]!.take(realm, args[index]));
      } catch (error) {
        this.#afterCall();
        throw ArgumentError.of(error, name, camel(signature.params[taken.length]!.name));
      }
      let value: unknown;
      try {
        const outcome = core(...lower(taken)) ?? 0;
        value = lift(outcome);
        release?.(outcome);
      } catch (error) {
        this.#fail(error);
      }
      this.#afterCall();
      return value;
    };
  }

  /** How taken arguments become core values. */
  #lowering(signature: Signature, params: readonly Codec[]): (taken: readonly unknown[]) => CoreValue[] {
    const realm = this.#realm;
    if (hasParamsInMemory(signature)) {
      const all = codecOf({ kind: 'tuple', items: signature.params.map(({ type }) => type) });
      return (taken) => {
        const at = realm.memory.allocate(all.size, all.alignment);
        all.store(realm, taken, at);
        return [at];
      };
    }
    return (taken) => {
      const flat: CoreValue[] = [];
      for (let index = 0; index < params.length; index++) params[index]!.lower(realm, taken[index], flat);
      return flat;
    };
  }

  /** What the core result, a value or where it lies, stands for. */
  #lifting(signature: Signature): (outcome: number) => unknown {
    if (signature.result === null) return () => undefined;
    const result = codecOf(signature.result);
    const realm = this.#realm;
    if (hasResultInMemory(signature)) return (outcome) => result.load(realm, outcome);
    return (outcome) => result.lift(realm, [outcome], 0);
  }

  drop(name: ResourceName, number: number): void {
    // What is closed as a whole has nothing left to drop.
    if (this.#ended !== undefined) return;
    if (this.#isCalling) {
      this.#dropped.push([name, number]);
      return;
    }
    try {
      this.#core(`${PHP_INTERFACE}#[dtor]${kebab(name)}`)(number);
    } catch (error) {
      this.#fail(error);
    }
  }

  usage(): Usage {
    return this.#host.usage();
  }

  /** Closes every socket. Closing again does nothing. @throws PhpStateError in the middle of a call */
  close(): void {
    if (this.#ended !== undefined) return;
    this.#check('close');
    this.#end(new PhpStateError('it has been closed'));
  }

  #end(reason: PhpStateError): void {
    this.#ended = reason;
    closeHost(this.#host);
  }

  #check(name: string): void {
    if (this.#ended !== undefined)
      throw new PhpStateError(`${name}(): ${this.#ended.message}`, { cause: this.#ended.cause });
    if (this.#isCalling) throw new PhpStateError(`${name}(): another call is still running`);
  }

  /** A call has trapped: what the library was doing is half done, so there is no other. */
  #fail(error: unknown): never {
    this.#isCalling = false;
    this.#end(new PhpStateError('an earlier call failed', { cause: error }));
    throw error;
  }

  /** Does what has to wait for the end of a call: what callbacks have dropped, and what they have thrown. */
  #afterCall(): void {
    this.#isCalling = false;
    for (let next = this.#dropped.pop(); next !== undefined; next = this.#dropped.pop()) this.drop(...next);
    this.#callbacks.rethrow();
  }

  #core(name: string): CoreExport {
    const found = this.#exports[name];
    if (typeof found !== 'function') throw new LinkError(`the library exports no ${name}`);
    return found as CoreExport;
  }
}

/** The library as it was compiled last on this thread, and for what. */
let compiled: { readonly key: string; readonly module: CompiledCore } | undefined;

function libraryModule(limits?: Limits): CompiledCore {
  const bounds = readLimits(limits);
  const { memory, tableElements } = bounds;
  const key = `${memory} ${tableElements}`;
  if (compiled?.key !== key) compiled = { key, module: compileCore(libraryBytes(), bounds) };
  return compiled.module;
}

function libraryBytes(): Uint8Array {
  return readFileSync(new URL('library.wasm', import.meta.url));
}
