import { bounded, checkExtent } from '../limits/bound.ts';
import type { Bounds } from '../limits.ts';
import { LinkError } from '../trap.ts';
import type { Ceilings, Extent } from '../wasm/bounded-module.ts';
import { coreExportSignatures } from '../wasm/core-exports.ts';
import { coreImports } from '../wasm/core-imports.ts';
import type { ComponentBinary } from './definitions.ts';
import type { CoreModule } from './items.ts';

/**
 * The core modules of a component, compiled, which share its limits. There is room for one instance of each. A component that
 * makes more instances of one has room for as many as fit into the limits.
 */
export class CoreModules {
  /** The sizes of all memories and tables, at the start. */
  readonly initial: Ceilings;
  readonly #limits: Bounds;
  readonly #modules: ReadonlyMap<Uint8Array, CoreModule>;
  readonly #extents: readonly Extent[];
  #made: Ceilings = { memory: 0, tableElements: 0 };

  /** @throws LimitError if they start with more than the limits; CompileError if one is not valid */
  constructor(component: ComponentBinary, limits: Bounds) {
    const binaries = Array.from(binariesOf(component));
    const all = bounded(binaries, limits);
    this.#limits = limits;
    this.#extents = all.map(({ extent }) => extent);
    this.#modules = new Map(
      all.map(({ binary }, index) => {
        const own = binaries[index]!;
        const module = new WebAssembly.Module(binary as Uint8Array<ArrayBuffer>);
        return [own, { module, imports: coreImports(own), signatures: coreExportSignatures(own), index }];
      }),
    );
    const sum = (of: (extent: Extent) => number): number => this.#extents.reduce((total, one) => total + of(one), 0);
    this.initial = {
      memory: sum(({ initial }) => initial.memory),
      tableElements: sum(({ initial }) => initial.tableElements),
    };
  }

  get(binary: Uint8Array): CoreModule {
    const module = this.#modules.get(binary);
    if (module === undefined) throw new LinkError('a core module is not the component’s');
    return module;
  }

  /** Counts an instance that is about to be made. @throws LimitError if there is no room for it */
  count({ index }: CoreModule): void {
    const { most } = this.#extents[index]!;
    const { memory, tableElements } = this.#made;
    this.#made = { memory: memory + most.memory, tableElements: tableElements + most.tableElements };
    checkExtent(
      { initial: this.#made, most: this.#made },
      this.#limits,
      'an instance of a core module more could have, with the others,',
    );
  }
}

function* binariesOf({ definitions }: ComponentBinary): Generator<Uint8Array> {
  for (const definition of definitions) {
    if (definition.kind === 'core module') yield definition.binary;
    if (definition.kind === 'component') yield* binariesOf(definition.component);
  }
}
