// What can be seen of guests from outside of them: how many operations they have done. And what takes long the second time.

/** The instances made on this thread: a module says in its global `calls` how many operations it has done. */
export class Instances {
  calls = 0;
  /** @type {WebAssembly.Instance[]} */
  #made = [];

  constructor() {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (module, imports) => {
      const instance = await instantiate(module, imports);
      if (instance instanceof WebAssembly.Instance) this.#made.push(instance);
      return instance;
    };
  }

  /** Counts what the guests have done that have ended. */
  settle() {
    for (const { exports } of this.#made) this.calls += exports['calls']?.value ?? 0;
    this.#made = [];
  }
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
