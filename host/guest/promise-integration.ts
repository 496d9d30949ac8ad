import { LinkError } from '../trap.ts';

/** WebAssembly's JavaScript Promise Integration. @throws LinkError if this Node lacks it */
export function promiseIntegration(): PromiseIntegration {
  const { Suspending, promising } = WebAssembly;
  if (Suspending === undefined || promising === undefined) {
    throw new LinkError("suspending a guest needs WebAssembly's JavaScript Promise Integration: Node 26 or later");
  }
  return { Suspending, promising };
}

interface PromiseIntegration {
  readonly Suspending: NonNullable<typeof WebAssembly.Suspending>;
  readonly promising: NonNullable<typeof WebAssembly.promising>;
}
