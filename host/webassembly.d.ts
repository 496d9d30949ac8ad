// The part of the WebAssembly JavaScript API that the host uses. TypeScript has it only in its DOM library, which would
// also declare `window` and the like. Reference: https://webassembly.github.io/spec/js-api/.

declare namespace WebAssembly {
  interface ImportDescriptor {
    module: string;
    name: string;
    kind: string;
  }

  interface ExportDescriptor {
    name: string;
    kind: string;
  }

  type ExportValue = ((...args: never[]) => unknown) | Global | Memory | Table;
  type Exports = Record<string, ExportValue>;
  type ImportValue = ExportValue | number;
  type ModuleImports = Record<string, ImportValue>;
  type Imports = Record<string, ModuleImports>;

  class Module {
    constructor(bytes: Uint8Array);
    static customSections(module: Module, name: string): ArrayBuffer[];
    static exports(module: Module): ExportDescriptor[];
    static imports(module: Module): ImportDescriptor[];
  }

  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Exports;
  }

  class Global {
    value: unknown;
  }

  class Table {
    get(index: number): unknown;
    readonly length: number;
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
    grow(pages: number): number;
  }

  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}
  /** What a guest's own `throw` throws. It is no Error. */
  class Exception {
    is(tag: object): boolean;
  }

  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
  function validate(bytes: Uint8Array): boolean;

  /** JSPI: an import that suspends the guest if it returns a promise. Absent before Node 26. */
  const Suspending: (new (callee: (...args: never[]) => unknown) => ImportValue) | undefined;
  /** JSPI: an export that returns a promise, since the guest may be suspended in it. Absent before Node 26. */
  const promising: ((exported: () => unknown) => () => Promise<unknown>) | undefined;
}
