// WASI 0.2 as a component has it, for tests that call its functions one by one, on values.
import { onTestFinished } from 'vitest';
import { Host, type HostOptions } from 'wasock';
import type { HostEnvironment } from '#host/host';
import type { ProvidedInterface } from '#host/component/provided';
import type { WasiEnvironment } from '#host/wasi/environment';
import { wasiInterfaces } from '#host/wasi/provided';

/** A guest of the test's. */
export interface WasiGuest {
  readonly host: Host;
  readonly environment: WasiEnvironment;
  /** The flags that it was told to need. */
  readonly denials: string[];
  /** Calls a function: `io/poll`, `[method]pollable.ready`. */
  call<T = unknown>(from: string, name: string, ...args: unknown[]): T;
  /** What the ok case of its result has. @throws Error with the error's name */
  get<T = unknown>(from: string, name: string, ...args: unknown[]): T;
  /** Drops an object, of a resource of an interface. */
  drop(from: string, name: string, object: unknown): void;
  find(from: string): ProvidedInterface;
}

type Outcome = { readonly tag: 'ok'; readonly val: unknown } | { readonly tag: 'err'; readonly val: unknown };

/** A guest, closed with the test. Its standard streams are these. */
export function wasiGuest(
  options: HostOptions = { policy: { all: true } },
  given: Partial<WasiEnvironment> = {},
  around: HostEnvironment = {},
): WasiGuest {
  const denials: string[] = [];
  const host = new Host({ onDenied: ({ flag }) => void denials.push(flag), ...options }, around);
  onTestFinished(() => host.close());
  const environment = { context: host.context, args: ['guest'], env: {}, stdin: 0, stdout: 1, stderr: 2, ...given };
  const provided = wasiInterfaces(environment);
  const find = (from: string): ProvidedInterface => {
    const found = provided.get(`wasi:${from}`);
    if (found === undefined) throw new TypeError(`no wasi:${from}`);
    return found;
  };
  const call = (from: string, name: string, ...args: unknown[]): unknown => {
    const found = find(from).functions.get(name);
    if (found?.call === undefined) throw new TypeError(`wasi:${from} has no ${name}`);
    return found.call(...(args as never[]));
  };
  return {
    host,
    environment,
    denials,
    find,
    call: call as WasiGuest['call'],
    get: ((...args: Parameters<typeof call>) => valueOf(call(...args) as Outcome)) as WasiGuest['get'],
    drop: (from, name, object) =>
      void find(from)
        .resources.get(name)!
        .drop(object as object),
  };
}

/** What the ok case of a result has. @throws Error with the error's name */
export function valueOf(outcome: Outcome): unknown {
  if (outcome.tag === 'ok') return outcome.val;
  const { val } = outcome;
  throw new Error(typeof val === 'string' ? val : (val as { tag: string }).tag);
}
