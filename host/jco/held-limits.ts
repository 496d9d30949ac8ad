import { type LimitName, type Limits, readLimits, refuseLimits } from '../limits.ts';

/** Memory, standard streams and the thread are the embedder's, who instantiates the component. */
const NOT_HELD: readonly LimitName[] = ['memory', 'tableElements', 'gcHeap', 'streamBytes', 'cpuTimeMs'];

/** @throws OptionError if a limit cannot be understood, or cannot hold for a component that somebody else instantiates */
export function checkLimits(limits: Limits | undefined): void {
  readLimits(limits);
  refuseLimits(limits, NOT_HELD, 'in wasock/host');
}
