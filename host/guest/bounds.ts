import { defaultLimits, type Limits } from '../limits.ts';
import { LinkError } from '../trap.ts';

/**
 * Refuses to run a guest with garbage-collected objects in this process. An engine without room for another object ends the
 * whole process. A worker's own limits do not help: V8 keeps to them for small objects only (seen in Node 26). So such a
 * guest needs a process of its own: see memory-watch.ts.
 *
 * @param isManaged whether it makes objects: see `usesManagedMemory`
 * @throws LinkError unless the guest's objects may take all memory
 */
export function checkBounded(isManaged: boolean, { gcHeap = defaultLimits.gcHeap }: Limits = {}): void {
  if (!isManaged || gcHeap === Infinity) return;
  throw new LinkError(
    "the module makes objects of WebAssembly's garbage collection, or many or large exceptions, whose memory has no bound in this process: " +
      "run it in one of its own (isolation: 'process'), or allow all memory (limits: { gcHeap: Infinity }, --max-gc-heap none)",
  );
}
