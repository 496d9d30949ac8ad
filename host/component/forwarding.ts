// Functions that are given to a core module before what they call is there: see host/wasm/indirections.ts.
import type { CoreValue } from '../abi/codec.ts';
import type { CoreFunctionItem, CoreInstance, CoreItem } from './items.ts';
import type { Shim } from '../wasm/indirections.ts';
import type { Signature } from '../wasm/core-imports.ts';

type Callee = (...args: CoreValue[]) => unknown;

/** What a shim's functions call. */
export class Forwarding {
  readonly #table: WebAssembly.Table;
  /** By their places in the table. */
  readonly #targets: (Callee | undefined)[] = [];

  constructor(table: WebAssembly.Table) {
    this.#table = table;
  }

  /** What is now in the table at a place. */
  fill(slot: number, { callee }: CoreFunctionItem): void {
    this.#targets[slot] = callee as Callee;
  }

  /** Somebody else has the table, and may change it: from now on it is looked up there. */
  forget(): void {
    this.#targets.length = 0;
  }

  targetOf(slot: number): Callee {
    return this.#targets[slot] ?? (this.#table.get(slot) as Callee);
  }

  /** A function that calls what is at a place: without an array of its arguments, where it is called often. */
  forward(slot: number, params: number): Callee {
    switch (params) {
      case 1:
        return (a) => this.targetOf(slot)(a!);
      case 2:
        return (a, b) => this.targetOf(slot)(a!, b!);
      case 3:
        return (a, b, c) => this.targetOf(slot)(a!, b!, c!);
      case 4:
        return (a, b, c, d) => this.targetOf(slot)(a!, b!, c!, d!);
      case 5:
        return (a, b, c, d, e) => this.targetOf(slot)(a!, b!, c!, d!, e!);
      case 9:
        return (a, b, c, d, e, f, g, h, i) => this.targetOf(slot)(a!, b!, c!, d!, e!, f!, g!, h!, i!);
      default:
        return (...args) => this.targetOf(slot)(...args);
    }
  }
}

/** The instance of a shim, with functions that call without it. */
export function forwarded(
  instance: CoreInstance,
  { table, slots }: Shim,
): { readonly instance: CoreInstance; readonly forwarding: Forwarding; readonly table: WebAssembly.Table } | undefined {
  const found = instance.get(table);
  if (found?.sort !== 'core table') return undefined;
  const forwarding = new Forwarding(found.value);
  const items = new Map<string, CoreItem>(instance);
  for (const [name, item] of instance) {
    const slot = slots.get(name);
    if (item.sort !== 'core function' || slot === undefined) continue;
    const { signature } = item.value;
    const callee = forwarding.forward(slot, paramCount(signature)) as CoreFunctionItem['callee'];
    // Whether it waits, nobody knows yet.
    items.set(name, { sort: 'core function', value: { callee, signature, isNative: false, waits: true } });
  }
  return { instance: items, forwarding, table: found.value };
}

/** How many parameters a function has: `(i32 i64) -> (i32)`. */
function paramCount(signature: Signature): number {
  const params = signature.slice(1, signature.indexOf(')'));
  return params === '' ? 0 : params.split(' ').length;
}
