// Directories of a guest's, with wasi:filesystem on them as a component has it.
import { onTestFinished } from 'vitest';
import { Host, type HostOptions } from 'wasock';
import type { Directories } from '#host/files/directories';
import { filesystemInterfaces } from '#host/wasi/filesystem/index';
import type { Descriptor } from '#host/wasi/filesystem/descriptor';

/** Values of a component: whatever the WIT says. */
export type Value = ReturnType<typeof JSON.parse>;

/** A guest that has directories. */
export class FileGuest {
  readonly host: Host;
  /** In the order of the option. */
  readonly directories: readonly Descriptor[];
  readonly paths: readonly string[];
  readonly #functions: ReadonlyMap<string, (...args: readonly unknown[]) => Value>;

  constructor(dirs: Directories, options: HostOptions = {}) {
    this.host = new Host(options);
    onTestFinished(() => this.host.close());
    const interfaces = filesystemInterfaces(this.host, dirs);
    this.#functions = new Map(
      interfaces.flatMap(({ functions }) =>
        Array.from(functions, ([name, { call }]) => [name, call as (...args: readonly unknown[]) => Value] as const),
      ),
    );
    const given: [Descriptor, string][] = this.call('get-directories');
    this.directories = given.map(([descriptor]) => descriptor);
    this.paths = given.map(([, path]) => path);
  }

  /** Calls a function by its name in the WIT. */
  call(name: string, ...args: readonly unknown[]): Value {
    const found = this.#functions.get(name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found(...args);
  }

  /** Calls a method of descriptors. @returns the value of an `ok`; the code of an `err` as `{ err }` */
  on(descriptor: Value, method: string, ...args: readonly unknown[]): Value {
    const result = this.call(`[method]descriptor.${method}`, descriptor, ...args);
    if (typeof result !== 'object') return result;
    return result.tag === 'ok' ? result.val : { err: result.val };
  }

  /** Opens a path, following links. */
  open(directory: Value, path: string, flags: Value = { read: true }, how: Value = {}): Value {
    return this.on(directory, 'open-at', { symlinkFollow: true }, path, how, flags);
  }

  /** The whole text of a file that fits into one call. */
  text(file: Value): string {
    const [bytes] = this.on(file, 'read', 1n << 20n, 0n);
    return Buffer.from(bytes).toString();
  }

  /** The entries of a directory, by name. */
  names(directory: Value): string[] {
    const stream = this.on(directory, 'read-directory');
    const names: string[] = [];
    for (;;) {
      const { val } = this.call('[method]directory-entry-stream.read-directory-entry', stream);
      if (val === undefined) break;
      names.push(val.name);
    }
    stream.close();
    return names.sort();
  }
}
