import { stringEncoding, type StringEncoding } from '../link/encoding.ts';
import { LinkError } from '../trap.ts';

/** A compiled core module that imports wasock, ready to be run any number of times. It can be sent to a worker. */
export interface GuestModule {
  readonly module: WebAssembly.Module;
  readonly encoding: StringEncoding;
}

/** Whether a binary is a component: the layer in its header is 1. */
export function isComponent(binary: Uint8Array): boolean {
  return binary[4] === 0x0d && binary[6] === 0x01;
}

/**
 * Compiles a core module.
 *
 * @throws LinkError if it is a component, or does not say how its strings are encoded
 * @throws WebAssembly.CompileError if it is no valid module
 */
export function compileModule(binary: Uint8Array): GuestModule {
  if (isComponent(binary)) throw new LinkError('a component cannot be linked directly: transpile it with jco');
  const module = new WebAssembly.Module(binary);
  const encoding = stringEncoding(binary);
  if (encoding === undefined && usesWasock(module)) {
    throw new LinkError(
      "the module imports wasock:sockets and does not say how its strings are encoded: its WIT must be embedded ('wasock build' and wit-bindgen do so)",
    );
  }
  return { module, encoding: encoding ?? 'utf8' };
}

function usesWasock(module: WebAssembly.Module): boolean {
  return WebAssembly.Module.imports(module).some(({ module: name }) => name.startsWith('wasock:sockets/'));
}
