// What can be seen of guests from outside of them: how many operations they have done. And what takes long the second time.

import { Unkept } from './unkept.mjs';

/** The instances made on this thread: a module says in its global `calls` how many operations it has done. */
export class Instances {
  calls = 0;
  /** @type {WebAssembly.Instance[]} */
  #made = [];
  /** @type {{ instance: WebAssembly.Instance, calls: number }[]} */
  #ended = [];

  constructor() {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (module, imports) => {
      const instance = await instantiate(module, imports);
      if (instance instanceof WebAssembly.Instance) this.#made.push(instance);
      return instance;
    };
    // The linker of components makes its instances so.
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct: (target, args) => {
        const instance = Reflect.construct(target, args);
        if (instance.exports['calls'] !== undefined) this.#made.push(instance);
        return instance;
      },
    });
  }

  /** Counts what the guests have done that have ended. @throws {Unkept} if one that had ended before has done more */
  settle() {
    const late = this.#ended.find(({ instance, calls }) => callsOf(instance) !== calls);
    if (late !== undefined) throw new Unkept('a guest has done something after its end');
    for (const instance of this.#made) {
      const calls = callsOf(instance);
      this.calls += calls;
      this.#ended.push({ instance, calls });
    }
    this.#made = [];
    this.#ended.splice(0, this.#ended.length - REMEMBERED);
  }
}

/** How many guests that have ended are looked at again. */
const REMEMBERED = 30;

function callsOf({ exports }) {
  return exports['calls']?.value ?? 0;
}

/** Has the engine compile the same bytes once: each instance of a component asks for all of its core modules. */
export function compileOnce() {
  const { compile } = WebAssembly;
  const compiled = new WeakMap();
  WebAssembly.compile = (bytes) => {
    if (!compiled.has(bytes)) compiled.set(bytes, compile(bytes));
    return compiled.get(bytes);
  };
}
