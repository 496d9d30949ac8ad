import { compileCores } from '../limits/compile.ts';
import type { Bounds } from '../limits.ts';
import { extentOfAll, type Extent } from '../wasm/bounded-module.ts';
import { coreExportSignatures } from '../wasm/core-exports.ts';
import { checkedImports } from '../wasm/core-imports.ts';
import { indirectionOf } from '../wasm/indirections.ts';
import { HEADER_SIZE, Reader } from '../wasm/reader.ts';
import { decodeComponent } from './decode.ts';
import type { ComponentBinary } from './definitions.ts';
import type { CoreModule } from './items.ts';

/** A component whose core modules are compiled. It is plain data, which can be sent to a worker. */
export interface CompiledComponent {
  readonly kind: 'component';
  readonly component: ComponentBinary;
  /** By their numbers in the component. */
  readonly modules: readonly CoreModule[];
  /** Of one instance of each. */
  readonly extent: Extent;
}

/** Bytes of sections that count as one definition. Engines compute each global anew; what declares other things is read. */
const BYTES = { global: 5, declaring: 40, light: 2000 };

const GLOBAL_SECTION = 6;

/** The ids of sections that instances share, or that are copied at once: what engines do not read, code, data. */
const LIGHT_SECTIONS = new Set([0, 10, 11]);

/** How much an instance of a core module is: what it imports and exports, and its globals, tables, elements and data. */
function weightOf(binary: Uint8Array, module: WebAssembly.Module): number {
  let weight = WebAssembly.Module.imports(module).length + WebAssembly.Module.exports(module).length;
  for (const { id, at, end } of new Reader(binary, HEADER_SIZE).sections()) {
    const kind = id === GLOBAL_SECTION ? 'global' : LIGHT_SECTIONS.has(id) ? 'light' : 'declaring';
    weight += (end - at) / BYTES[kind];
  }
  return Math.ceil(weight);
}

/**
 * Compiles a component on this thread. Its core modules share the limits.
 *
 * @throws LimitError if they start with more than that; LinkError if the component has a form that is not known
 * @throws WebAssembly.CompileError if a core module is not valid
 */
export function compileComponent(binary: Uint8Array, limits: Bounds): CompiledComponent {
  const { component, cores } = decodeComponent(binary);
  const modules = compileCores(cores, limits).map(({ module, extent }, number): CoreModule => {
    const own = cores[number]!;
    return {
      module,
      imports: checkedImports(module, own),
      signatures: coreExportSignatures(own),
      extent,
      weight: weightOf(own, module),
      indirection: indirectionOf(own),
    };
  });
  return { kind: 'component', component, modules, extent: extentOfAll(modules.map(({ extent }) => extent)) };
}
