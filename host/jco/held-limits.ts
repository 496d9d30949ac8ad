import { type LimitName, type Limits, readLimits, refuseLimits } from '../limits.ts';

/**
 * Limits that cannot be enforced: the embedder instantiates the component, so memory, files, streams and thread are the
 * embedder's.
 */
const NOT_HELD: readonly LimitName[] = ['memory', 'tableElements', 'gcHeap', 'files', 'streamBytes', 'cpuTimeMs'];

/** @throws OptionError if a limit is not valid, or cannot be enforced for a component that somebody else instantiates */
export function checkLimits(limits: Limits | undefined): void {
  readLimits(limits);
  refuseLimits(limits, NOT_HELD, 'in wasock/host');
}
