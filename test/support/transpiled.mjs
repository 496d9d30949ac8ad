// Components as an embedder has them who uses jco: transpiled for instantiation, and given the imports of `createHost`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { GuestExit } from 'wasock/host';

/**
 * A component that jco has translated: a module, and the core modules that it asks for by name.
 *
 * @typedef {{
 *   readonly instantiate: (
 *     getCoreModule: (name: string) => Promise<WebAssembly.Module>,
 *     imports: Readonly<Record<string, object>>,
 *   ) => Promise<Record<string, unknown>>,
 *   readonly cores: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
 * }} Transpilation
 */

/** @param {Uint8Array} component @returns {Promise<Transpilation>} */
export async function transpile(component) {
  const { files } = await transpileBytes(component, {
    name: 'guest',
    instantiation: 'async',
    wasiShim: false,
    emitTypescriptDeclarations: false,
  });
  const cores = Object.entries(files).filter(([name]) => name.endsWith('.wasm'));
  const { instantiate } = await importText(files['guest.js'] ?? new Uint8Array());
  return { instantiate, cores: new Map(cores.map(([name, bytes]) => [name, new Uint8Array(bytes)])) };
}

/** Imports a module's text. Node imports only files. @param {Uint8Array} text */
async function importText(text) {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-'));
  try {
    const path = join(directory, 'guest.mjs');
    writeFileSync(path, text);
    return await import(pathToFileURL(path).href);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * @param {Uint8Array | Transpilation} component
 * @param {Readonly<Record<string, object>>} imports by interface, without versions
 */
export async function instantiateComponent(component, imports) {
  const { instantiate, cores } = component instanceof Uint8Array ? await transpile(component) : component;
  return instantiate(async (name) => {
    const bytes = cores.get(name);
    if (bytes === undefined) throw new TypeError(`jco made no core module ${name}`);
    return WebAssembly.compile(bytes);
  }, imports);
}

/**
 * Runs a program to its end.
 *
 * @param {Uint8Array | Transpilation} component
 * @param {Readonly<Record<string, object>>} imports
 * @returns {Promise<number>} the exit code
 */
export async function runComponent(component, imports) {
  const { run } = await instantiateComponent(component, imports);
  try {
    /** @type {{ run(): void }} */ (run).run();
    return 0;
  } catch (error) {
    if (error instanceof GuestExit) return error.exitCode;
    // The error case of run's result has no payload. jco throws undefined, or an error whose payload is undefined.
    if (error === undefined || (error instanceof Error && 'payload' in error && error.payload === undefined)) return 1;
    throw error;
  }
}
