// wasi:clocks/wall-clock
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { clockResolution, clockTime } from '../../os/clock.ts';
import { WASI_VERSION } from '../version.ts';

const SECOND = 1_000_000_000n;

/** `datetime`: since 1970, UTC. */
export interface Datetime {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

export function datetime(nanoseconds: bigint): Datetime {
  return { seconds: nanoseconds / SECOND, nanoseconds: Number(nanoseconds % SECOND) };
}

export const wallClock: ProvidedInterface = providedInterface('wasi:clocks/wall-clock', WASI_VERSION, [], {
  now: immediate(() => datetime(clockTime('realtime'))),
  resolution: immediate(() => datetime(clockResolution('realtime'))),
});
