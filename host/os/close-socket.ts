import { getOption } from './get-option.ts';
import { close, Scratch, setsockopt } from './libc.ts';
import { writeOption } from './options.ts';
import { optionRow } from './option-row.ts';

/** A `struct linger`, and what writing an option needs. */
const scratch = new Scratch(16);

/**
 * Closes a socket that another program may share, and that may have its SO_LINGER. If this is the last descriptor, the
 * system would wait in close(2), and nothing could end that wait. So lingering is turned off first.
 */
export function closeAtOnce(fd: number): void {
  endLinger(fd);
  close(fd);
}

/** Turns SO_LINGER off if closing would wait. If closing would reset, the option stays. */
export function endLinger(fd: number): void {
  const linger = getOption(fd, 'so-linger');
  const row = optionRow('so-linger');
  if (row === null || typeof linger === 'number' || linger.tag !== 'linger') return;
  if (!linger.val.enabled || linger.val.seconds === 0) return;
  const length = writeOption(scratch.view, row, { tag: 'linger', val: { enabled: false, seconds: 0 } });
  setsockopt(fd, row.level, row.name, scratch.address, length);
}
