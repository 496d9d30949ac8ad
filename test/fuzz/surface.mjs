// All that a guest can import, with the types: from the tables that the linker goes by, so that a new import is called
// without a line here.
import { Host } from 'wasock';
import { WASI_MODULE, wasiImports } from '#host/guest/wasi';
import { GuestMemory } from '#host/abi/guest-memory';
import { wasockImports } from '#host/link/imports';
import { IMPORTS } from '../support/everything.mjs';

/**
 * An import: its module and name, the types of its parameters (`i32`, `i64`) and of its result, if it has one. `as` is its
 * name in the module, if that is another.
 *
 * @typedef {{ module: string, name: string, as?: string, params: string[], result: string | undefined }} Import
 */

/** @returns {Import[]} */
function readSurface() {
  const host = new Host();
  try {
    const memory = new GuestMemory('utf8');
    const { waiter, ledger: holder } = host.context;
    const wasi = wasiImports({}, { memory, waiter, holder });
    const table = wasockImports(host, memory).set(WASI_MODULE, wasi);
    return [...table].flatMap(([module, functions]) =>
      Array.from(functions.signatures, ([name, signature]) => {
        const [, params, result] = /^\((.*)\) -> \((.*)\)$/.exec(signature);
        return { module, name, params: params.split(' ').filter(Boolean), result: result === '' ? undefined : result };
      }),
    );
  } finally {
    host.close();
  }
}

export const SURFACE = readSurface();

/** The same of components. WASI's functions have their interface before their names, by which several are called the same. */
export const COMPONENT_SURFACE = IMPORTS.map(({ module, name, params, result }) => {
  const [, from = ''] = /^wasi:\w+\/(.*)@/.exec(module) ?? [];
  return { module, name: from === '' ? name : `${from} ${name}`, as: name, params, result };
});

/**
 * What an interpreter does besides calling imports, with the types of its operands.
 *
 * - `grow`: the memory, by so many pages; `store`: 32 bits at an address
 * - `answer`: what the `cabi_realloc` or `wasock_landing` under way returns
 * - `unless`: leaves the next operation out if the byte at an address is not 0, as in a result that is an error
 * - `trap`, `throw`: ends the guest, or what caught it
 * - `guarded`: runs a block within `catch_all`
 * - `refuel`: lets the program do thousands of operations more, deep in each other if it likes
 * - `spin`: for ever; `fill`: all of the memory, for ever. For guests that can be killed meanwhile.
 */
export const STEPS = [
  { name: 'grow', params: ['i32'] },
  { name: 'store', params: ['i32', 'i32'] },
  { name: 'answer', params: ['i32'] },
  { name: 'unless', params: ['i32'] },
  { name: 'trap', params: [] },
  { name: 'throw', params: [] },
  { name: 'guarded', params: ['i32'] },
  { name: 'refuel', params: [] },
  { name: 'spin', params: [] },
  { name: 'fill', params: [] },
];

/** The operations by name, in the order of their numbers: imports, then the interpreter's own. */
const operationsOf = (surface) =>
  new Map([...surface, ...STEPS].map((operation, number) => [operation.name, { ...operation, number }]));

export const OPERATIONS = operationsOf(SURFACE);
export const COMPONENT_OPERATIONS = operationsOf(COMPONENT_SURFACE);
