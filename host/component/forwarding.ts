// Functions that are given to a core module before what they call is there: see host/wasm/indirections.ts.
import type { CoreValue } from '../abi/codec.ts';
import type { CoreFunctionItem, CoreInstance, CoreItem } from './items.ts';
import type { Shim } from '../wasm/indirections.ts';
import type { Signature } from '../wasm/core-imports.ts';

type Callee = (...args: CoreValue[]) => unknown;

/** What a shim's functions call. */
export class Forwarding {
  /** Of each place in the table, the type of the shim's function that calls what is there. */
  readonly #signatures: ReadonlyMap<number, Signature>;
  /** What is at each place, as far as it is known and of that type: what is not would trap. */
  readonly #targets: (Callee | undefined)[] = [];

  #isForgotten = false;

  constructor(signatures: ReadonlyMap<number, Signature>) {
    this.#signatures = signatures;
  }

  /** What is now in the table at a place. */
  fill(slot: number, { callee, signature }: CoreFunctionItem): void {
    if (!this.#isForgotten && this.#signatures.get(slot) === signature) this.#targets[slot] = callee as Callee;
  }

  /** Somebody else has the table, and may change it: from now on the shim's own functions are called. */
  forget(): void {
    this.#isForgotten = true;
    this.#targets.length = 0;
  }

  targetOf(slot: number, own: Callee): Callee {
    return this.#targets[slot] ?? own;
  }

  /**
   * A function that calls what is at a place: without an array of its arguments, where it is called often.
   *
   * @param own the shim's function, which looks it up
   */
  forward(slot: number, params: number, own: Callee): Callee {
    switch (params) {
      case 1:
        return (a) => this.targetOf(slot, own)(a!);
      case 2:
        return (a, b) => this.targetOf(slot, own)(a!, b!);
      case 3:
        return (a, b, c) => this.targetOf(slot, own)(a!, b!, c!);
      case 4:
        return (a, b, c, d) => this.targetOf(slot, own)(a!, b!, c!, d!);
      case 5:
        return (a, b, c, d, e) => this.targetOf(slot, own)(a!, b!, c!, d!, e!);
      case 9:
        return (a, b, c, d, e, f, g, h, i) => this.targetOf(slot, own)(a!, b!, c!, d!, e!, f!, g!, h!, i!);
      default:
        return (...args) => this.targetOf(slot, own)(...args);
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
  const signatures = new Map<number, Signature>();
  for (const [name, item] of instance) {
    const slot = slots.get(name);
    if (item.sort === 'core function' && slot !== undefined) signatures.set(slot, item.value.signature);
  }
  const forwarding = new Forwarding(signatures);
  const items = new Map<string, CoreItem>(instance);
  for (const [name, item] of instance) {
    const slot = slots.get(name);
    if (item.sort !== 'core function' || slot === undefined) continue;
    const { signature, callee: own } = item.value;
    // Two functions may call the same place by different types.
    if (signatures.get(slot) !== signature) continue;
    const callee = forwarding.forward(slot, paramCount(signature), own as Callee) as CoreFunctionItem['callee'];
    // Whether it waits, nobody knows yet.
    items.set(name, { sort: 'core function', value: { callee, signature, isNative: false, waits: true } });
  }
  return { instance: items, forwarding, table: found.value };
}

/** How many parameters a function has: `(i32 i64) -> (i32)`. Infinity for many. */
function paramCount(signature: Signature): number {
  if (!signature.startsWith('(')) return Infinity;
  const params = signature.slice(1, signature.indexOf(')'));
  return params === '' ? 0 : params.split(' ').length;
}
