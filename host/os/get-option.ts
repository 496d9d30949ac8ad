import type { OptionName, OptionValue } from '../generated/wit-types.ts';
import { errnoNumber } from './errno.ts';
import { getsockopt, Scratch } from './libc.ts';
import { MAX_OPTION_SIZE, readOption } from './options.ts';
import { optionRow } from './option-row.ts';

const ENOPROTOOPT = errnoNumber('enoprotoopt');

/** A value, and after it its length. */
const scratch = new Scratch(MAX_OPTION_SIZE + 8);

/** The value of a descriptor's option: getsockopt(2). @returns minus the system's errno if it fails */
export function getOption(fd: number, name: OptionName): OptionValue | number {
  const row = optionRow(name);
  if (row === null) return -ENOPROTOOPT;
  const { view, address } = scratch;
  view.setUint32(MAX_OPTION_SIZE, MAX_OPTION_SIZE, true);
  const outcome = getsockopt(fd, row.level, row.name, address, address + MAX_OPTION_SIZE);
  return outcome < 0 ? outcome : readOption(view, row, view.getUint32(MAX_OPTION_SIZE, true));
}
