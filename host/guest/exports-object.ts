// What a guest exports, as a program has it: from the names of its functions.

/** Functions by their names, and objects of them where a name has a dot. Nothing is looked up in them by what they inherit. */
export function exportsOf(names: Iterable<string>, call: (name: string, args: readonly unknown[]) => unknown): object {
  const found: Record<string, unknown> = Object.create(null);
  const interfaces = new Map<string, Record<string, unknown>>();
  for (const name of names) {
    const at = name.lastIndexOf('.');
    const inner = name.slice(at + 1);
    const made = (...args: unknown[]): unknown => call(name, args);
    Object.defineProperty(made, 'name', { value: inner });
    if (at < 0) {
      define(found, inner, made);
      continue;
    }
    const owner = name.slice(0, at);
    const own = interfaces.get(owner) ?? Object.create(null);
    interfaces.set(owner, own);
    define(own, inner, made);
  }
  for (const [owner, own] of interfaces) define(found, owner, Object.freeze(own));
  return Object.freeze(found);
}

function define(object: Record<string, unknown>, name: string, value: unknown): void {
  // A promise would call it. A process of guests is not believed that it has none.
  if (name !== 'then') Object.defineProperty(object, name, { value, enumerable: true, configurable: true });
}
