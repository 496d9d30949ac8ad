import { OPTIONS } from '../generated/options.ts';
import type { OptionName } from '../generated/wit-types.ts';
import { type OptionKind, platform } from './platform.ts';

/** A socket option as getsockopt(2) and setsockopt(2) take it. */
export interface OptionRow {
  readonly level: number;
  readonly name: number;
  readonly kind: OptionKind;
}

const rows = new Map<string, OptionRow>();
for (const [name, { level, value }] of Object.entries(OPTIONS)) {
  const number = platform.options[name as OptionName];
  if (number === null) continue;
  rows.set(name, { level: platform[level], name: number, kind: platform.optionKinds[name as OptionName] ?? value });
}

/** The option on this system; null: the system lacks it. */
export function optionRow(name: OptionName): OptionRow | null {
  return rows.get(name) ?? null;
}
