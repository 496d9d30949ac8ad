import { ERRNO_CASES, OPTION_VALUE_CASES } from '../generated/cases.ts';
import {
  CREDENTIALS_GID,
  CREDENTIALS_PID,
  CREDENTIALS_UID,
  LINGER_ENABLED,
  LINGER_SECONDS,
  OPTION_VALUE_ERROR_SOME,
  OPTION_VALUE_PAYLOAD,
  TIMEVAL_MICROSECONDS,
  TIMEVAL_SECONDS,
} from '../generated/layouts.ts';
import { caseIndex, errnoNumber } from '../os/errno.ts';
import type { OptionValue } from '../wit-types.ts';
import { caseAt } from './enums.ts';
import type { GuestMemory } from './guest-memory.ts';

// `option-value` in the canonical ABI: the case at 0, then its value.

/** More elements than any option has: the host makes nothing of what is behind them, and the system refuses them. */
const MOST_ELEMENTS = 1024;

/** An option value that came as flat arguments: the case, then what the longest case needs. */
export function liftOptionValue(memory: GuestMemory, tag: number, a: number, b: number, c: number): OptionValue {
  const name = caseAt(OPTION_VALUE_CASES, tag);
  switch (name) {
    case 'integer':
      return { tag: name, val: a | 0 };
    case 'linger':
      return { tag: name, val: { enabled: a !== 0, seconds: b | 0 } };
    case 'timeval':
      return { tag: name, val: { seconds: a | 0, microseconds: b | 0 } };
    case 'bytes':
      return { tag: name, val: memory.bytes(memory.check(a, b), Math.min(b >>> 0, MOST_ELEMENTS)) };
    case 'integers': {
      const start = memory.checkList(a, b, 4, 4);
      const view = memory.view();
      const length = Math.min(b >>> 0, MOST_ELEMENTS);
      return { tag: name, val: Uint32Array.from({ length }, (_, i) => view.getUint32(start + i * 4, true)) };
    }
    case 'credentials':
      return { tag: name, val: { pid: a | 0, uid: b >>> 0, gid: c >>> 0 } };
    case 'error':
      return { tag: name, val: a === 0 ? undefined : caseAt(ERRNO_CASES, b) };
  }
}

/** Writes an option value. @param at a checked pointer */
export function storeOptionValue(memory: GuestMemory, at: number, value: OptionValue): void {
  const view = memory.view();
  view.setUint8(at, OPTION_VALUE_CASES.indexOf(value.tag));
  const payload = at + OPTION_VALUE_PAYLOAD;
  switch (value.tag) {
    case 'integer':
      return view.setInt32(payload, value.val, true);
    case 'linger':
      view.setUint8(payload + LINGER_ENABLED, value.val.enabled ? 1 : 0);
      return view.setInt32(payload + LINGER_SECONDS, value.val.seconds, true);
    case 'timeval':
      view.setInt32(payload + TIMEVAL_SECONDS, value.val.seconds, true);
      return view.setInt32(payload + TIMEVAL_MICROSECONDS, value.val.microseconds, true);
    case 'bytes':
      return memory.storeBytes(payload, value.val);
    case 'integers':
      return memory.storeNumbers(payload, value.val);
    case 'credentials':
      view.setInt32(payload + CREDENTIALS_PID, value.val.pid, true);
      view.setUint32(payload + CREDENTIALS_UID, value.val.uid, true);
      return view.setUint32(payload + CREDENTIALS_GID, value.val.gid, true);
    case 'error':
      view.setUint8(payload, value.val === undefined ? 0 : 1);
      if (value.val !== undefined) view.setUint8(at + OPTION_VALUE_ERROR_SOME, caseIndex(errnoNumber(value.val)));
  }
}
