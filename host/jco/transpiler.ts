import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../thrown.ts';
import { LinkError } from '../trap.ts';

/** The files that jco generates for a component, by name. */
export type TranspiledFiles = Record<string, Uint8Array>;

/** The message of a thread that has transpiled a component. */
export type TranspilerMessage = { readonly files: TranspiledFiles } | { readonly message: string };

/**
 * jco's transpiler is WebAssembly itself, and some components make it trap. After that it fails for all others, as long
 * as its thread lives. So after the first failure each component is transpiled in a thread of its own.
 */
let hasFailed = false;

/** @throws LinkError if jco cannot translate the component */
export async function transpiledFiles(component: Uint8Array): Promise<TranspiledFiles> {
  try {
    return await (hasFailed ? transpileApart(component) : transpileHere(component));
  } catch (error) {
    hasFailed = true;
    throw new LinkError(`jco cannot translate the component: ${messageOf(error)}`, {
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
