// Guests in threads of this process, which can hand each other sockets.
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { onTestFinished } from 'vitest';
import { spawnGuest, type SpawnOptions, type StartedGuest } from 'wasock';
import { type CommandLinking, mappedFile } from './commands.ts';
import { compiled } from './compiled.ts';

/** Runs a guest that does nothing. Its worker then waits for the next, and has its descriptors before that as after it. */
export async function restingWorker(): Promise<void> {
  const wasm = await parse('(module (memory (export "memory") 1) (func (export "_start")))');
  await spawnGuest(wasm).exited;
}

/** How to run a guest in a thread. */
export interface ThreadOptions extends Pick<
  SpawnOptions,
  'policy' | 'limits' | 'onWarning' | 'onDenied' | 'isolation'
> {
  readonly args: readonly string[];
}

/** Starts a guest in a thread: one of wasock's, or one of an embedder's, mapped there. It is ended with the test. */
export async function startThread(
  source: string,
  linking: CommandLinking,
  options: ThreadOptions,
): Promise<StartedGuest> {
  const guest =
    linking === 'transpiled'
      ? await startMapped(source, options)
      : spawnGuest(await compiled(source, linking === 'direct' ? 'core' : 'component'), options);
  onTestFinished(() => guest.kill());
  return guest;
}

async function startMapped(source: string, { args, policy, limits, onWarning }: ThreadOptions): Promise<StartedGuest> {
  const guest = pathToFileURL(await mappedFile(source)).href;
  const worker = new Worker(new URL('mapped-worker.mjs', import.meta.url), {
    workerData: { guest, args, policy, limits },
    execArgv: [],
  });
  const exited = new Promise<number>((resolve, reject) => worker.on('error', reject).on('exit', resolve));
  exited.catch(() => {}); // also where nobody asks
  const id = await new Promise<number>((resolve, reject) => {
    worker.on('message', (message: { id: number } | { warning: string }) => {
      if ('id' in message) resolve(message.id);
      else onWarning?.(message.warning, 'warning');
    });
    exited.then(() => reject(new Error('ended before it began')), reject);
  });
  const usage = () => Promise.reject(new Error('nobody asks'));
  return { id, exited, usage, kill: async () => void (await worker.terminate()) };
}
