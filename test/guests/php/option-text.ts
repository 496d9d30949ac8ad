// The values of options, as transcript.ts shows them.
import { OptionValue } from 'wasock';
import { keyedText } from './transcript';

export function optionText(value: OptionValue | null): string {
  return value === null ? 'FALSE' : value.int.toString();
}

export function lingerText(value: OptionValue | null): string {
  if (value === null) return 'FALSE';
  const linger = value.linger;
  return keyedText(['l_onoff', linger.l_onoff.toString(), 'l_linger', linger.l_linger.toString()]);
}

export function timevalText(value: OptionValue | null): string {
  if (value === null) return 'FALSE';
  const time = value.timeval;
  return keyedText(['sec', time.sec.toString(), 'usec', time.usec.toString()]);
}
