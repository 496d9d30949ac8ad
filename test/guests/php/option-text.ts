// The values of options, as transcript.ts shows them.
import { OptionValue } from 'wasock';
import { keyedText, textText } from './transcript';

export function optionText(value: OptionValue | null): string {
  return value === null ? 'FALSE' : value.int.toString();
}

export function lingerText(value: OptionValue | null): string {
  if (value === null) return 'FALSE';
  const linger = value.linger;
  return keyedText(['l_onoff', linger.l_onoff.toString(), 'l_linger', linger.l_linger.toString()]);
}

/** PHP's array of TCP_CONGESTION. */
export function congestionText(value: OptionValue | null): string {
  return value === null ? 'FALSE' : keyedText(['name', textText(value.text)]);
}

export function meminfoText(value: OptionValue | null): string {
  if (value === null) return 'FALSE';
  const info = value.meminfo;
  const keys = ['rmem_alloc', 'rcvbuf', 'wmem_alloc', 'sndbuf', 'fwd_alloc', 'wmem_queued', 'optmem', 'backlog', 'drops'];
  const values = [
    info.rmem_alloc, info.rcvbuf, info.wmem_alloc, info.sndbuf, info.fwd_alloc, info.wmem_queued, info.optmem,
    info.backlog, info.drops,
  ];
  const pairs: string[] = [];
  for (let i = 0; i < keys.length; i++) {
    pairs.push(keys[i]);
    pairs.push(values[i].toString());
  }
  return keyedText(pairs);
}

export function credentialsText(value: OptionValue | null): string {
  if (value === null) return 'FALSE';
  const who = value.credentials;
  return keyedText(['pid', who.pid.toString(), 'uid', who.uid.toString(), 'gid', who.gid.toString()]);
}

export function timevalText(value: OptionValue | null): string {
  if (value === null) return 'FALSE';
  const time = value.timeval;
  return keyedText(['sec', time.sec.toString(), 'usec', time.usec.toString()]);
}
