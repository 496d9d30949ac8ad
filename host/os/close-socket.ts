import { getOption } from './get-option.ts';
import { close, Scratch, setsockopt } from './libc.ts';
import { writeOption } from './options.ts';
import { optionRow } from './option-row.ts';

/** A `struct linger`, and what writing an option needs. */
const scratch = new Scratch(16);

/**
 * Closes a socket that another program may have a descriptor of, and may have set SO_LINGER of: where this is the last
 * one, the system would wait in close(2), and nothing could call that off. So nothing lingers from then on.
 */
export function closeAtOnce(fd: number): void {
  endLinger(fd);
  close(fd);
}

/** Turns a SO_LINGER off that would have closing wait; one that has it reset stays. */
export function endLinger(fd: number): void {
  const linger = getOption(fd, 'so-linger');
  const row = optionRow('so-linger');
  if (row === null || typeof linger === 'number' || linger.tag !== 'linger') return;
  if (!linger.val.enabled || linger.val.seconds === 0) return;
  const length = writeOption(scratch.view, row, { tag: 'linger', val: { enabled: false, seconds: 0 } });
  setsockopt(fd, row.level, row.name, scratch.address, length);
}
