// What holds however a guest behaves. A property that does not is an `Unkept`.
import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { descriptors, newOf } from '../soak/figures.mjs';
import { reachable } from './reachable.mjs';
import { Unkept } from './unkept.mjs';

/**
 * How a guest may end, by the name of what is thrown: those of wasock, and the engine's own. `SuspendError` is what V8 gives
 * a suspended guest that would wait while its host calls it.
 */
const ENDS = new Set(['GuestTrap', 'GuestKilled', 'LinkError', 'LimitError', 'RuntimeError', 'SuspendError']);

/** How a component may end besides: jco's JavaScript throws these where the canonical ABI traps. */
const COMPONENT_ENDS = new Set(['TypeError', 'RangeError', 'Error', 'ComponentError']);

/** @param {unknown} outcome @throws {Unkept} if no guest may end so */
export function checkOutcome(outcome, linker) {
  if (typeof outcome === 'number') return;
  // What the guest itself has thrown, and the end of the stack, which it can reach by calling its host from `cabi_realloc`.
  if (outcome instanceof WebAssembly.Exception) return;
  if (outcome instanceof RangeError && outcome.message === 'Maximum call stack size exceeded') return;
  const name = outcome instanceof Error ? outcome.name : '';
  if (ENDS.has(name) || (linker === 'component' && COMPONENT_ENDS.has(name))) return;
  // A copy from another thread has no class of the engine's.
  if (linker.endsWith('spawned') && /^(RuntimeError|RangeError): /.test(outcome?.stack ?? '')) return;
  throw new Unkept(`the guest ended with ${outcome instanceof Error ? outcome.stack : String(outcome)}`);
}

/** @throws {Unkept} if a guest that may do nothing has made what strangers can reach */
export function checkReach(policy) {
  if (policy !== 'nothing') return;
  const found = reachable();
  if (found.length > 0) throw new Unkept(`a guest that may do nothing can be reached: ${found.join(', ')}`);
}

/** Looks at the process before and after guests. */
export class Watch {
  #descriptors = descriptors();
  #builtins = builtins();
  #canaries = canaries();
  #rejections = [];
  #heap = NaN;

  constructor() {
    process.on('unhandledRejection', (reason) => this.#rejections.push(reason));
  }

  /** After each guest. @throws {Unkept} */
  async check() {
    let more = this.#more();
    // Node's own threads open and close files; they get a moment.
    for (let turn = 0; more.length > 0 && turn < SETTLING; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      more = this.#more();
    }
    if (more.length > 0) {
      this.#descriptors = descriptors();
      throw new Unkept(`descriptors were left open: ${more.join(', ')}`);
    }
    if (this.#rejections.length > 0) {
      throw new Unkept(`a promise was rejected, and nobody told: ${String(this.#rejections.splice(0)[0]?.stack)}`);
    }
  }

  /** The descriptors that were not there before. */
  #more() {
    return withoutWorkers(newOf(this.#descriptors, descriptors()));
  }

  /** After many. @throws {Unkept} */
  async checkDeep() {
    await this.check();
    if (builtins() !== this.#builtins) throw new Unkept('the built-in objects have other properties');
    for (const { bytes, what } of this.#canaries) {
      if (!bytes.every((byte) => byte === CANARY)) throw new Unkept(`${what} was written to`);
    }
    let used = await usedMemory();
    for (let turn = 0; used > this.#heap + HEAP_GROWTH && turn < SETTLING; turn++) used = await usedMemory();
    if (Number.isNaN(this.#heap)) this.#heap = used;
    if (used > this.#heap + HEAP_GROWTH) {
      throw new Unkept(`memory grew from ${this.#heap} to ${used} bytes: something is kept of each guest`);
    }
  }
}

/** How often descriptors are looked at again, a millisecond apart. */
const SETTLING = 50;

/** What four workers that wait for guests have open: their event loops. Guests that left such things would soon leave more. */
const OF_WORKERS = { 'anon_inode:[eventfd]': 4, 'anon_inode:[eventpoll]': 8, pipe: 8 };

/** Those that are of no worker that waits for a guest. */
function withoutWorkers(links) {
  const left = new Map(Object.entries(OF_WORKERS));
  return links.filter((link) => {
    const kind = link.replace(/^pipe:.*/, 'pipe');
    const more = left.get(kind) ?? 0;
    left.set(kind, more - 1);
    return more <= 0;
  });
}

/** How much more memory may be in use than after the first guests, in bytes. */
const HEAP_GROWTH = 48 * 1024 * 1024;

const CANARY = 0xa5;

/** Memory of others: other guests', and buffers of all sizes as the host makes them. */
function canaries() {
  const memories = Array.from({ length: 3 }, () => ({
    bytes: new Uint8Array(new WebAssembly.Memory({ initial: 2 }).buffer),
    what: 'the memory of another guest',
  }));
  const buffers = [8, 16, 64, 128, 512, 4096, 65_536].map((size) => ({
    bytes: new Uint8Array(new ArrayBuffer(size)),
    what: `a buffer of ${size} bytes`,
  }));
  const all = [...memories, ...buffers];
  for (const { bytes } of all) bytes.fill(CANARY);
  return all;
}

/** The properties of what every object inherits, and the global ones. */
function builtins() {
  const objects = [
    Object.prototype,
    Array.prototype,
    Function.prototype,
    Map.prototype,
    Promise.prototype,
    Object,
    globalThis,
  ];
  return objects.map((object) => Reflect.ownKeys(object).map(String).join()).join('\n');
}

let collect;

/** What is in use once what is not has been given back: by the engine, in its own time. In bytes. */
async function usedMemory() {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc');
  }
  collect();
  await new Promise((resolve) => setTimeout(resolve, 1));
  const { heapUsed, external, arrayBuffers } = memoryUsage();
  return heapUsed + external + arrayBuffers;
}
