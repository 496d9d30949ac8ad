// What the component model adds to a core module: the WIT inside it, and a component around it.
import { readFileSync } from 'node:fs';
import { wasip2Source, witSource } from './wit.ts';
import { contentHash, type SystemLayer } from './sources.ts';

// wasmtime's adapter from WASI preview 1 (what @assemblyscript/wasi-shim calls) to 0.2, for programs with a `_start`.
// adapter.mjs puts it here when the package is built.
const ADAPTER = new URL('wasi_snapshot_preview1.command.wasm', import.meta.url);

/** The worlds of wit/: those of guests over each system layer, and those of the library. */
const WORLDS = {
  component: { source: witSource, world: 'guest' },
  wasip2: { source: wasip2Source, world: 'wasip2' },
  library: { source: witSource, world: 'library' },
  wasip2Library: { source: wasip2Source, world: 'library' },
  c: { source: witSource, world: 'guest' },
  phpC: { source: witSource, world: 'program' },
} satisfies Record<SystemLayer | 'library' | 'wasip2Library' | 'c' | 'phpC', { source: () => string; world: string }>;

/** What is compiled from C. */
const IN_C: ReadonlySet<string> = new Set(['c', 'phpC']);

/**
 * Embeds in a core module the WIT of what it imports and exports. From it a host learns the functions' types, and that
 * the module's strings are UTF-16, or UTF-8 if it is C.
 *
 * @param exported functions that it exports besides: lines of WIT
 */
export async function embedWorld(
  core: Uint8Array,
  name: keyof typeof WORLDS,
  exported: readonly string[] = [],
): Promise<Uint8Array> {
  const { source, world } = WORLDS[name];
  const { componentEmbed } = await import('@bytecodealliance/jco-transpile/wasm-tools');
  const stringEncoding = IN_C.has(name) ? 'utf8' : 'utf16';
  if (exported.length === 0) return componentEmbed({ binary: core, stringEncoding, witSource: source(), world });
  const own = `world exported { include ${world}; ${exported.map((line) => `export ${line};`).join(' ')} }\n`;
  const witSource = source().replace(`world ${world} {`, (head) => `${own}${head}`);
  return componentEmbed({ binary: core, stringEncoding, witSource, world: 'exported' });
}

/** Makes a component of a core module that has its WIT embedded and imports WASI preview 1. */
export async function makeComponent(core: Uint8Array): Promise<Uint8Array> {
  const { componentNew } = await import('@bytecodealliance/jco-transpile/wasm-tools');
  return componentNew(core, [['wasi_snapshot_preview1', readFileSync(ADAPTER)]]);
}

/** Makes a component of a core module that has its WIT embedded and imports nothing else. */
export async function makeLibraryComponent(core: Uint8Array): Promise<Uint8Array> {
  const { componentNew } = await import('@bytecodealliance/jco-transpile/wasm-tools');
  return componentNew(core, []);
}

/** A hash of what the functions above add to a module. */
export function componentInputs(): string {
  return [witSource(), wasip2Source(), readFileSync(ADAPTER)].map(contentHash).join();
}
