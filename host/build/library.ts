// The library itself: wit/php.wit as a core module, for "wasock/php", and as a component, for any embedder.
import { kebab } from '../abi/names.mjs';
import { PHP_INTERFACE, RELEASED } from '../generated/released.ts';
import { COMMON_FLAGS, OPTIMIZING_FLAGS, runCompiler } from './compile.ts';
import { embedWorld, makeLibraryComponent } from './component.ts';
import { renameExports } from './export-names.ts';
import { LIBRARY_ENTRY, Sources, type SystemLayer } from './sources.ts';

/** Exports that keep their names: they belong to no interface. */
const PLAIN_EXPORTS = new Set(['memory', 'cabi_realloc', 'wasock_landing', '_initialize']);

const FLAGS = [
  ...COMMON_FLAGS,
  ...OPTIMIZING_FLAGS,
  ...['--exportStart', '_initialize'],
  // What must not happen is a trap, without WASI to say why.
  ...['--use', 'abort='],
];

/** The library over either system layer. */
export interface Library {
  /** The core module, which exports the interface under the component model's names. */
  core: Uint8Array;
  /** A component around it. */
  component: Uint8Array;
}

/**
 * Compiles asm/component/.
 *
 * @param system what the library stands on
 * @param sources reads its files; afterwards it knows what the result depends on
 * @throws {CompileError} where there are errors
 */
export async function compileLibrary(
  system: SystemLayer = 'component',
  sources: Sources = new Sources(system),
): Promise<Library> {
  const compiled = await runCompiler('asm/component', [LIBRARY_ENTRY, ...FLAGS], {}, sources);
  const core = await embedWorld(
    renameExports(compiled, exportNames),
    system === 'wasip2' ? 'wasip2Library' : 'library',
  );
  return { core, component: await makeLibraryComponent(core) };
}

/** The component model's names for an export of asm/component/index.ts. */
function exportNames(name: string): string[] {
  if (PLAIN_EXPORTS.has(name)) return [name];
  if (name === 'release') return RELEASED.map((func) => `cabi_post_${PHP_INTERFACE}#${func}`);
  const [, dropped] = /^drop([A-Z].*)$/.exec(name) ?? [];
  return [`${PHP_INTERFACE}#${dropped === undefined ? '' : '[dtor]'}${kebab(dropped ?? name)}`];
}
