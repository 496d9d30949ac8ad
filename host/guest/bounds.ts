import { defaultLimits, type Limits } from '../limits.ts';
import { LinkError } from '../trap.ts';

/**
 * Refuses a guest of this process that makes objects. An engine that has no room for one more ends the whole process, also
 * where a worker has limits of its own: V8 keeps to them for small objects only (seen in Node 26). So only a process of its
 * own bounds a guest: see memory-watch.ts.
 *
 * @param isManaged whether it makes objects: see `usesManagedMemory`
 * @throws LinkError if they are not allowed all memory
 */
export function checkBounded(isManaged: boolean, { gcHeap = defaultLimits.gcHeap }: Limits = {}): void {
  if (!isManaged || gcHeap === Infinity) return;
  throw new LinkError(
    "the module makes objects of WebAssembly's garbage collection, or many or large exceptions, whose memory has no bound in this process: " +
      "run it in one of its own (isolation: 'process'), or allow all memory (limits: { gcHeap: Infinity }, --max-gc-heap none)",
  );
}
