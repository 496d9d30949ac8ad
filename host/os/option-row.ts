import { OPTIONS } from '../generated/options.ts';
import type { OptionName } from '../generated/wit-types.ts';
import { type OptionKind, platform } from './platform.ts';

/** A socket option as getsockopt(2) and setsockopt(2) take it. */
export interface OptionRow {
  readonly level: number;
  readonly name: number;
  readonly kind: OptionKind;
}

/** Those that were asked for. */
const rows = new Map<OptionName, OptionRow | null>();

/** The option on this system; null: the system lacks it. */
export function optionRow(name: OptionName): OptionRow | null {
  let row = rows.get(name);
  if (row === undefined) rows.set(name, (row = makeRow(name)));
  return row;
}

function makeRow(name: OptionName): OptionRow | null {
  const number = platform.options[name];
  if (number === null) return null;
  const { level, value } = OPTIONS[name];
  return { level: platform[level], name: number, kind: platform.optionKinds[name] ?? value };
}
