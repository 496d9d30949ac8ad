import { compileCores } from '../limits/compile.ts';
import type { Bounds } from '../limits.ts';
import { extentOfAll, type Extent } from '../wasm/bounded-module.ts';
import { coreExportSignatures } from '../wasm/core-exports.ts';
import { checkedImports } from '../wasm/core-imports.ts';
import { indirectionOf } from '../wasm/indirections.ts';
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
      indirection: indirectionOf(own),
    };
  });
  return { kind: 'component', component, modules, extent: extentOfAll(modules.map(({ extent }) => extent)) };
}
