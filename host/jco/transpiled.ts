// Components, the standard way: `jco transpile` translates them to JavaScript modules, which take the host's classes as
// their imports. A call is some microseconds slower than with the direct linker. Of wasock it needs only the classes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bounds, type Limits, readLimits } from '../limits.ts';
import { LinkError } from '../trap.ts';
import type { Ceilings, Extent } from '../wasm/bounded-module.ts';
import { checkComponentNames, type ComponentImport } from '../wasm/component-names.ts';
import type { ComponentOptions } from './component-wasi.ts';
import { bounded, checkExtent } from '../limits/bound.ts';
import { transpiledFiles } from './transpiler.ts';
import { onlyWanted } from './wanted-imports.ts';

/** The function by which jco's modules instantiate a core module. */
type InstantiateCore = (module: WebAssembly.Module, imports: WebAssembly.Imports) => Promise<WebAssembly.Instance>;

/** The module that jco generates for a component. */
export interface Transpiled {
  instantiate(
    getCoreModule: (name: string) => Promise<WebAssembly.Module>,
    imports: Record<string, object>,
    instantiateCore: InstantiateCore,
  ): Promise<Record<string, unknown>>;
}

/** A component that jco has translated: a module, and the core modules that it asks for by name. */
export interface Transpilation {
  readonly module: Transpiled;
  readonly cores: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** What the component imports. */
  readonly imports: readonly ComponentImport[];
}

interface RunExport {
  run(): void;
}

/**
 * Runs a component to its end, if it is a program.
 *
 * @param component its bytes, or the result of `transpile`
 * @param imports the host's, by interface: `wasock:sockets/host` …
 * @returns 0 or 1: WASI 0.2 has no other exit codes
 * @throws {LinkError} if it is no program, which would export `wasi:cli/run`
 * @throws {WebAssembly.RuntimeError} if it traps
 */
export async function runComponent(
  component: Uint8Array | Transpilation,
  imports: Record<string, object>,
  options: ComponentOptions & { readonly limits?: Limits } = {},
): Promise<number> {
  // Loaded when needed: most guests are core modules, and preview2-shim brings a thread with it.
  const { ComponentExit, componentWasi } = await import('./component-wasi.ts');
  try {
    const exports = await instantiateComponent(component, { ...componentWasi(options), ...imports }, options.limits);
    const command = exports['run'];
    if (!isRunExport(command)) throw new LinkError('the component is not a program: it exports no wasi:cli/run');
    command.run();
    return 0;
  } catch (error) {
    if (error instanceof ComponentExit) return error.exitCode;
    // The error case of run's result has no payload. jco throws undefined, or an error whose payload is undefined.
    if (error === undefined) return 1;
    if (error instanceof Error && 'payload' in error && error.payload === undefined) return 1;
    throw error;
  }
}

/**
 * Instantiates any component.
 *
 * @param imports everything that it imports, by interface
 * @param limits of all its core modules together
 * @returns its exports: functions, and an object for each interface
 * @throws {LinkError} if an import is not given, or jco cannot translate it
 */
export async function instantiateComponent(
  component: Uint8Array | Transpilation,
  imports: Record<string, object>,
  limits?: Limits,
): Promise<Record<string, unknown>> {
  const { module, cores, imports: wanted } = component instanceof Uint8Array ? await transpile(component) : component;
  const { getCoreModule, instantiateCore } = boundedCores(cores, readLimits(limits));
  return module.instantiate(getCoreModule, onlyWanted(wanted, imports), instantiateCore);
}

/**
 * The core modules of a component, which share its limits. There is room for one instance of each. A component that
 * makes more instances of one has room for as many as fit into the limits.
 *
 * @throws LimitError if they start with more
 */
function boundedCores(cores: Transpilation['cores'], limits: Bounds) {
  const names = [...cores.keys()];
  const modules = bounded([...cores.values()], limits);
  const extents = new WeakMap<WebAssembly.Module, Extent>();
  let made: Ceilings = { memory: 0, tableElements: 0 };
  return {
    async getCoreModule(name: string): Promise<WebAssembly.Module> {
      const found = modules[names.indexOf(name)];
      if (found === undefined) throw new LinkError(`jco made no core module ${name}`);
      const module = await WebAssembly.compile(found.binary);
      extents.set(module, found.extent);
      return module;
    },
    async instantiateCore(module: WebAssembly.Module, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
      const most = extents.get(module)?.most ?? { memory: 0, tableElements: 0 };
      made = { memory: made.memory + most.memory, tableElements: made.tableElements + most.tableElements };
      checkExtent(
        { initial: made, most: made },
        limits,
        'an instance of a core module more could have, with the others,',
      );
      return WebAssembly.instantiate(module, imports);
    },
  };
}

/**
 * Translates a component to JavaScript. jco pastes the names in it into the text, so they are checked first.
 *
 * @throws {LinkError} if a name is not valid, or jco cannot translate it
 */
export async function transpile(component: Uint8Array): Promise<Transpilation> {
  const imports = checkComponentNames(component);
  const files = await transpiledFiles(component);
  const cores = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, bytes] of Object.entries(files)) if (name.endsWith('.wasm')) cores.set(name, new Uint8Array(bytes));
  const script = files['guest.js'];
  if (script === undefined) throw new LinkError('jco made no JavaScript module');
  return { module: await importModule(script), cores, imports };
}

/** Imports a module's text. Node imports only files, so the text is in one for a moment, where nobody else can write. */
async function importModule(text: Uint8Array): Promise<Transpiled> {
  const directory = mkdtempSync(join(process.env['TMPDIR'] ?? '/tmp', 'wasock-'));
  try {
    const path = join(directory, 'guest.mjs');
    writeFileSync(path, text);
    const module: unknown = await import(pathToFileURL(path).href);
    if (!isTranspiled(module)) throw new LinkError("jco's module has no instantiate()");
    return module;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function isTranspiled(module: unknown): module is Transpiled {
  return (
    typeof module === 'object' && module !== null && 'instantiate' in module && typeof module.instantiate === 'function'
  );
}

function isRunExport(value: unknown): value is RunExport {
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}
