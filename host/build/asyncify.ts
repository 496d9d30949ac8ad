// Makes a guest that forks: host/guest/forking.ts says how.
import { coreImports } from '../wasm/core-imports.ts';
import { importsFork } from '../wasm/fork-import.ts';

/** Whether a core module imports `fork`. */
export function forks(core: Uint8Array): boolean {
  return importsFork(coreImports(core));
}

/** How a module is made. */
export interface AsyncifyOptions {
  /** Optimise the result (on if absent). It grows by half otherwise. */
  readonly optimize?: boolean;
  /** Keep function names (off if absent). */
  readonly debug?: boolean;
}

/**
 * Gives a core module the functions of Binaryen's Asyncify, so that its calls can be put into memory where it calls `fork`, and
 * exports for its mutable globals.
 */
export async function makeForkable(core: Uint8Array, { optimize = true, debug = false }: AsyncifyOptions = {}) {
  // Loaded when needed: it is large.
  const { default: binaryen } = await import('assemblyscript/binaryen');
  const module = binaryen.readBinaryWithFeatures(core, featuresIn(binaryen));
  try {
    binaryen.setDebugInfo(debug);
    const names = coreImports(core).filter(({ name }) => name === 'fork');
    binaryen.setPassArgument('asyncify-imports', names.map(({ module: from, name }) => `${from}.${name}`).join(','));
    module.runPasses(['asyncify']);
    if (optimize) {
      binaryen.setOptimizeLevel(2);
      binaryen.setShrinkLevel(0);
      module.optimize();
    }
    exportGlobals(module, binaryen);
    return module.emitBinary();
  } finally {
    module.dispose();
    binaryen.clearPassArguments();
  }
}

type Binaryen = typeof import('assemblyscript/binaryen').default;

/** What compilers for guests use. The result uses no other. */
function featuresIn({ Features }: Binaryen): number {
  const {
    MutableGlobals,
    SignExt,
    NontrappingFPToInt,
    BulkMemory,
    BulkMemoryOpt,
    ReferenceTypes,
    Multivalue,
    SIMD128,
  } = Features;
  return (
    MutableGlobals | SignExt | NontrappingFPToInt | BulkMemory | BulkMemoryOpt | ReferenceTypes | Multivalue | SIMD128
  );
}

/** Exports the globals that a copy of the module's instance must have, too. */
function exportGlobals(module: InstanceType<Binaryen['Module']>, binaryen: Binaryen): void {
  for (let index = 0; index < module.getNumGlobals(); index++) {
    const { name, mutable } = binaryen.getGlobalInfo(module.getGlobalByIndex(index));
    if (mutable) module.addGlobalExport(name, `fork_global_${index}`);
  }
}
