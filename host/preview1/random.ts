import type { GuestMemory } from '../abi/guest-memory.ts';
import { randomBytes } from '../os/random.ts';
import type { Waiter } from '../wait/waiter.ts';
import { fromSystem, SUCCESS, wasiErrno } from './errno.ts';

const EFAULT = wasiErrno('fault');

/** How many bytes are made at once. It takes some 200 µs, in which a guest cannot be ended. */
const SLICE = 65_536;

/** `random_get`: fills a buffer, of up to 4 GiB. */
export function randomFunctions(memory: GuestMemory, waiter: Waiter) {
  return {
    random_get: (buffer: number, length: number): number => {
      if (!memory.holds(buffer, length >>> 0)) return EFAULT;
      const end = (buffer >>> 0) + (length >>> 0);
      for (let at = buffer >>> 0; at < end;) {
        waiter.checkCancelled();
        const filled = randomBytes(memory.addressOf(at), Math.min(SLICE, end - at));
        if (filled < 0) return fromSystem(filled);
        at += filled;
      }
      return SUCCESS;
    },
  };
}
