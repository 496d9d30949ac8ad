import { setsockopt, Scratch } from './libc.ts';
import { optionRow } from './option-row.ts';
import { writeOption } from './options.ts';

const scratch = new Scratch(16);

/** Turns a socket's reports of errors off (IP_RECVERR), and drops those that wait. Where it has no such option, nothing happens. */
export function endReports(fd: number): void {
  for (const name of ['ip-recverr', 'ipv6-recverr'] as const) {
    const row = optionRow(name);
    if (row === null) continue;
    const length = writeOption(scratch.view, row, { tag: 'integer', val: 0 });
    setsockopt(fd, row.level, row.name, scratch.address, length);
  }
}
