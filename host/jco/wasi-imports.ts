// WASI 0.2 as jco's modules import it: the functions of host/wasi/ in interfaces, classes and values of jco's form. They are
// made from the WIT's types; host/wasi/ says what they do.
import { ArgumentError } from '../abi/argument-error.ts';
import type { Taker } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { camel, pascal } from '../abi/names.mjs';
import type { FunctionType } from '../abi/types.ts';
import { WASI, type WasiInterface } from '../generated/wasi.ts';
import { LinkError } from '../trap.ts';
import type { Completion } from '../wait/completion.ts';
import type { Result } from '../wasi/result.ts';
import { bare } from './bare.ts';
import { HostError, inTurn, now } from './component-socket.ts';
import { giving } from './given-values.ts';
import type { ComponentGuest } from './guest.ts';
import { WasiResources } from './wasi-resources.ts';

/** The interfaces by name, without versions. */
export type WasiImports = Readonly<Record<`wasi:${string}`, object>>;

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** @param current gives the guest for a call. Each object stays with the guest that it was made for */
export function wasiImports(current: () => ComponentGuest): WasiImports {
  const maker = new Maker(current);
  return bare(Object.fromEntries(WASI.map((api) => [api.name, maker.interface(api)])));
}

class Maker {
  readonly #current: () => ComponentGuest;
  readonly #resources = new WasiResources();
  readonly #taker: Taker;

  constructor(current: () => ComponentGuest) {
    this.#current = current;
    const resources = this.#resources;
    this.#taker = {
      isLenient: false,
      takeHandle({ resource }, value) {
        if (typeof value !== 'object' || value === null) throw new ArgumentError(`a ${pascal(resource.name)}`);
        return resources.taken(resource.name, value);
      },
      spend: () => {},
    };
  }

  interface(api: WasiInterface): object {
    const own: Record<string, unknown> = {};
    for (const resource of api.resources) {
      const prefix = `[method]${resource}.`;
      const methods = Array.from(api.functions)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, type]): [string, Method] => [
          camel(name.slice(prefix.length)),
          this.#method(api.name, name, type, resource),
        ]);
      own[pascal(resource)] = this.#resources.define(resource, new Map(methods));
    }
    for (const [name, type] of api.functions) {
      if (!name.startsWith('[')) own[camel(name)] = this.#function(api.name, name, type);
    }
    return bare(own);
  }

  #function(owner: string, name: string, type: FunctionType): Method {
    const call = this.#call(owner, name, type, camel(name));
    const current = this.#current;
    return (...args) => call(current(), args);
  }

  #method(owner: string, name: string, type: FunctionType, resource: string): Method {
    const called = `${pascal(resource)}.${camel(name.slice(name.indexOf('.') + 1))}`;
    const call = this.#call(owner, name, { ...type, params: type.params.slice(1) }, called);
    const resources = this.#resources;
    return function (...args) {
      const { guest, object } = resources.held(resource, this);
      return call(guest, args, object);
    };
  }

  /** @param type without the object of a method @param called the name for JavaScript */
  #call(owner: string, name: string, { params, result }: FunctionType, called: string) {
    const taker = this.#taker;
    const codecs = params.map((param) => codecOf(param.type));
    const resources = this.#resources;
    const isResult = typeof result === 'object' && result?.kind === 'result';
    const give = result === null ? undefined : giving(result);
    return (guest: ComponentGuest, args: readonly unknown[], ...self: object[]): unknown => {
      const taken: unknown[] = [...self];
      for (const [index, codec] of codecs.entries()) {
        try {
          taken.push(codec.take(taker, args[index]));
        } catch (error) {
          throw ArgumentError.of(error, called, camel(params[index]!.name));
        }
      }
      const callee = calleeOf(guest, owner, name);
      inTurn(guest.context);
      const outcome = now(callee(...taken));
      const given = give === undefined ? outcome : give(outcome, (of, object) => resources.give(of, object, guest));
      return isResult ? unwrapped(given as Result<unknown, HostError['payload']>) : given;
    };
  }
}

function calleeOf({ provided }: ComponentGuest, owner: string, name: string) {
  const call = provided.get(owner)?.functions.get(name)?.call;
  if (call === undefined) throw new LinkError(`wasock does not provide '${name}' of '${owner}'`);
  return call as (...args: unknown[]) => Completion<unknown>;
}

/** @throws HostError for jco's generated code, if the result is an error */
function unwrapped(outcome: Result<unknown, HostError['payload']>): unknown {
  if (outcome.tag === 'ok') return outcome.val;
  throw new HostError(outcome.val);
}
