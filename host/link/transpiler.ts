import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../thrown.ts';
import { LinkError } from '../trap.ts';

/** The files that jco makes of a component, by their names. */
export type TranspiledFiles = Record<string, Uint8Array>;

/** What a thread tells that has transpiled. */
export type TranspilerMessage = { readonly files: TranspiledFiles } | { readonly message: string };

/**
 * jco's transpiler is WebAssembly itself, and traps at some components. It makes nothing of any other then, as long as its
 * thread lives. So after the first failure each component is transpiled in a thread of its own.
 */
let hasFailed = false;

/** @throws LinkError if jco makes nothing of the component */
export async function transpiledFiles(component: Uint8Array): Promise<TranspiledFiles> {
  try {
    return await (hasFailed ? transpileApart(component) : transpileHere(component));
  } catch (error) {
    hasFailed = true;
    throw new LinkError(`jco makes nothing of the component: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** On this thread. Its errors are jco's. */
export async function transpileHere(component: Uint8Array): Promise<TranspiledFiles> {
  const { transpileBytes } = await import('@bytecodealliance/jco-transpile');
  const { files } = await transpileBytes(component, {
    name: 'guest',
    instantiation: 'async',
    wasiShim: false,
    emitTypescriptDeclarations: false,
  });
  return files;
}

async function transpileApart(component: Uint8Array): Promise<TranspiledFiles> {
  const worker = new Worker(new URL('./transpiler-worker.js', import.meta.url), {
    workerData: component,
    execArgv: [],
  });
  try {
    const [told]: TranspilerMessage[] = await once(worker, 'message');
    if (told !== undefined && 'files' in told) return told.files;
    throw new Error(told?.message ?? 'its thread has ended');
  } finally {
    await worker.terminate();
  }
}
