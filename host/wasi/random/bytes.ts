import { errnoName } from '../../os/errno.ts';
import { addressOf } from '../../os/libc.ts';
import { randomBytes as fill } from '../../os/random.ts';
import { GuestTrap } from '../../trap.ts';

/** How many bytes a guest may ask for at once: the function returns all of them, from the host's memory. */
const MOST_RANDOM = 1 << 20;

/** Random bytes from the system. @throws GuestTrap for more than the host makes at once */
export function randomBytes(length: bigint): Uint8Array<ArrayBuffer> {
  if (length > MOST_RANDOM) throw new GuestTrap(`${length} random bytes at once are too many: ${MOST_RANDOM}`);
  const bytes = new Uint8Array(Number(length));
  const address = addressOf(bytes.buffer);
  for (let done = 0; done < bytes.length;) {
    const filled = fill(address + done, bytes.length - done);
    if (filled < 0) throw new GuestTrap(`the system has no random bytes (${errnoName(-filled)})`);
    done += filled;
  }
  return bytes;
}

/** A random u64. */
export function randomU64(): bigint {
  return new DataView(randomBytes(8n).buffer).getBigUint64(0, true);
}
