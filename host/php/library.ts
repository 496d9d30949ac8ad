import { readFileSync } from 'node:fs';
import { compileModule, type GuestModule } from '../guest/module.ts';
import type { Host, HostOptions } from '../host.ts';
import { type LimitName, type Limits, readLimits, refuseLimits } from '../limits.ts';
import type { Usage } from '../limits/usage.ts';
import { GuestMemory } from '../link/guest-memory.ts';
import { type Importable, importObject } from '../link/import-table.ts';
import { wasockImports } from '../link/imports.ts';
import { closeAfter, closeHost, openHost } from '../open-hosts.ts';
import type { PolicyFunction } from '../policy.ts';
import { LinkError } from '../trap.ts';
import { signatureOf } from '../wasm/core-imports.ts';
import { ArgumentError } from './argument-error.ts';
import { Budget } from './budget.ts';
import { Callbacks } from './callbacks.ts';
import type { Codec } from './codec.ts';
import { codecOf } from './codecs.ts';
import { record } from './compound-codecs.ts';
import { RESOURCE_NAMES, type Owner, type ResourceName } from './resources.ts';
import type { Signature } from './types.ts';

/** The interface that the library exports: see wit/php.wit. */
const PHP_INTERFACE = 'wasock:sockets/php@0.1.0';

/** A handle of the component model is here the number behind it, which resources.ts keeps. */
const HANDLES: ReadonlyMap<string, Importable> = new Map(
  RESOURCE_NAMES.map((name) => [
    `[resource-new]${kebabCase(name)}`,
    { signature: signatureOf(['i32'], ['i32']), callee: (number: number) => number, waits: false },
  ]),
);

/** The library reads no standard stream, and runs on the thread of whoever calls it. */
const NOT_HELD: readonly LimitName[] = ['gcHeap', 'streamBytes', 'cpuTimeMs'];

/** The canonical ABI passes more core values than these in memory. */
const MAX_FLAT_PARAMS = 16;

type CoreExport = (...args: number[]) => number | undefined;

/** Thrown by a function of an object that is closed, has failed, or is in the middle of another call. */
export class PhpStateError extends Error {
  override readonly name = 'PhpStateError';
  readonly code = 'ERR_WASOCK_PHP_STATE';
}

/** An instance of the library: the module that asm/component/ is compiled to, on a host of its own. */
export class Library implements Owner {
  readonly #host: Host;
  readonly #memory: GuestMemory;
  readonly #callbacks: Callbacks;
  readonly #exports: WebAssembly.Exports;
  /** Why there are no more calls. */
  #ended: PhpStateError | undefined;
  #isCalling = false;
  /** What was dropped in the middle of a call. */
  readonly #dropped: [name: ResourceName, number: number][] = [];
  readonly budget = new Budget();
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
      this.#memory = new GuestMemory(encoding, (bytes) => meter.memory(extent.initial, bytes));
      const table = wasockImports(this.#host, this.#memory).set(`[export]${PHP_INTERFACE}`, HANDLES);
      const { exports } = new WebAssembly.Instance(module, importObject(imports, table));
      this.#exports = exports;
      this.#memory.bind(exports);
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
    const params = signature.params.map(([, type]) => codecOf(type, this.#memory, this));
    const lower = this.#lowering(params);
    const result = signature.result === null ? undefined : codecOf(signature.result, this.#memory, this);
    // One core value is returned as it is; more lie in memory.
    const lift = result === undefined ? (): void => {} : result.flat > 1 ? result.load : result.lift;

    return (...args) => {
      this.#check(name);
      // From here on: an argument may have accessors, which could drop one taken before, or close everything.
      this.#isCalling = true;
      this.budget.renew();
      const taken: unknown[] = [];
      try {
        for (let index = 0; index < params.length; index++) taken.push(params[index]!.take(args[index]));
      } catch (error) {
        this.#afterCall();
        throw ArgumentError.of(error, name, signature.params[taken.length]![0]);
      }
      let value: unknown;
      try {
        const outcome = core(...lower(taken)) ?? 0;
        value = lift?.(outcome);
        release?.(outcome);
      } catch (error) {
        this.#fail(error);
      }
      this.#afterCall();
      return value;
    };
  }

  /** How taken arguments become core values. */
  #lowering(params: readonly Codec[]): (taken: readonly unknown[]) => number[] {
    if (params.reduce((sum, codec) => sum + codec.flat, 0) > MAX_FLAT_PARAMS) {
      const whole = record(params.map((codec) => ['', codec]));
      return (taken) => {
        const at = this.#memory.allocate(whole.size, whole.alignment);
        whole.store(taken, at);
        return [at];
      };
    }
    return (taken) => {
      const flat: number[] = [];
      for (let index = 0; index < params.length; index++) params[index]!.lower(taken[index], flat);
      return flat;
    };
  }

  drop(name: ResourceName, number: number): void {
    // What is closed as a whole has nothing left to drop.
    if (this.#ended !== undefined) return;
    if (this.#isCalling) {
      this.#dropped.push([name, number]);
      return;
    }
    try {
      this.#core(`${PHP_INTERFACE}#[dtor]${kebabCase(name)}`)(number);
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
    if (this.#isCalling) throw new PhpStateError(`${name}(): another call is not over`);
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
let compiled: { readonly key: string; readonly module: GuestModule } | undefined;

function libraryModule(limits?: Limits): GuestModule {
  const { memory, tableElements } = readLimits(limits);
  const key = `${memory} ${tableElements}`;
  if (compiled?.key !== key) compiled = { key, module: compileModule(libraryBytes(), { memory, tableElements }) };
  return compiled.module;
}

function libraryBytes(): Uint8Array {
  return readFileSync(new URL('library.wasm', import.meta.url));
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1);
}
