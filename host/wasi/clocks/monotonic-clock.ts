// wasi:clocks/monotonic-clock
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { clockResolution, clockTime } from '../../os/clock.ts';
import { Pollable } from '../io/pollable.ts';
import { WASI_VERSION } from '../version.ts';

const MILLISECOND = 1e6;

/** Added to each wait, in milliseconds: a wait on performance.now() is over when the guest's own clock says so, not before. */
const ROUNDING_MS = 0.001;

/** @param nanoseconds from now on; of the 584 years of a u64 no number is too large for a double */
function pollableAfter(nanoseconds: bigint): Pollable {
  const awaited = { at: performance.now() + Number(nanoseconds) / MILLISECOND + ROUNDING_MS };
  return new Pollable(() => awaited);
}

const PASSED = new Pollable(() => undefined);

export const monotonicClock: ProvidedInterface = providedInterface('wasi:clocks/monotonic-clock', WASI_VERSION, [], {
  now: immediate(() => clockTime('monotonic')),
  resolution: immediate(() => clockResolution('monotonic')),
  'subscribe-instant': immediate((when: bigint) => {
    const left = when - clockTime('monotonic');
    return left <= 0n ? PASSED : pollableAfter(left);
  }),
  'subscribe-duration': immediate((duration: bigint) => (duration === 0n ? PASSED : pollableAfter(duration))),
});
