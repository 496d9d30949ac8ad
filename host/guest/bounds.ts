import { defaultLimits, type Limits } from '../limits.ts';
import { LinkError } from '../trap.ts';
import type { CompiledGuest } from './module.ts';

/** Where a guest runs: on its starter's thread, in a worker of that process, in another process. */
export type Place = 'this thread' | 'worker' | 'process';

/**
 * Refuses a module that makes objects where nothing bounds them. An engine that has no room for one more ends the whole
 * process, so only a process can be given a bound.
 *
 * @throws LinkError
 */
export function checkBounded({ isManaged }: Pick<CompiledGuest, 'isManaged'>, limits: Limits = {}, place: Place): void {
  const { gcHeap = defaultLimits.gcHeap } = limits;
  if (!isManaged || place === 'process' || gcHeap === Infinity) return;
  throw new LinkError(
    `the module makes objects of WebAssembly's garbage collection, whose memory has no bound in this process: ` +
      `run it in one of its own (isolation: 'process'), or allow all memory (limits: { gcHeap: Infinity })`,
  );
}
