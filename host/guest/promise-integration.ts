import { LinkError } from '../trap.ts';

/**
 * The first Node whose integration is tested. Earlier ones have it from 24 on, but there a guest can catch what the engine throws
 * where it must not wait, and go on (seen in 24.21).
 */
const FIRST_NODE = 26;

/** Whether guests can be suspended in this Node. */
export function canSuspend(): boolean {
  return Number(process.versions.node.split('.')[0]) >= FIRST_NODE && WebAssembly.promising !== undefined;
}

/** WebAssembly's JavaScript Promise Integration. @throws LinkError if this Node lacks it */
export function promiseIntegration(): PromiseIntegration {
  const { Suspending, promising } = WebAssembly;
  if (!canSuspend() || Suspending === undefined || promising === undefined) {
    throw new LinkError("suspending a guest needs WebAssembly's JavaScript Promise Integration: Node 26 or later");
  }
  return { Suspending, promising };
}

interface PromiseIntegration {
  readonly Suspending: NonNullable<typeof WebAssembly.Suspending>;
  readonly promising: NonNullable<typeof WebAssembly.promising>;
}
