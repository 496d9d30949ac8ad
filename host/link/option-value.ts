import { caseIndex, ERRNO_CASES, errnoNumber } from '../os/errno.ts';
import type { OptionValue } from '../wit-types.ts';
import { caseAt, OPTION_VALUES } from './enums.ts';
import type { GuestMemory } from './guest-memory.ts';

// `option-value` in the canonical ABI: 16 bytes, aligned to 4, the case at 0 and its value from 4.

/** More elements than any option has: the host makes nothing of what is behind them, and the system refuses them. */
const MOST_ELEMENTS = 1024;

/** An option value that came as flat arguments: the case, then what the longest case needs. */
export function liftOptionValue(memory: GuestMemory, tag: number, a: number, b: number, c: number): OptionValue {
  const name = caseAt(OPTION_VALUES, tag);
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
  view.setUint8(at, OPTION_VALUES.indexOf(value.tag));
  switch (value.tag) {
    case 'integer':
      return view.setInt32(at + 4, value.val, true);
    case 'linger':
      view.setUint8(at + 4, value.val.enabled ? 1 : 0);
      return view.setInt32(at + 8, value.val.seconds, true);
    case 'timeval':
      view.setInt32(at + 4, value.val.seconds, true);
      return view.setInt32(at + 8, value.val.microseconds, true);
    case 'bytes':
      return memory.storeBytes(at + 4, value.val);
    case 'integers':
      return memory.storeNumbers(at + 4, value.val);
    case 'credentials':
      view.setInt32(at + 4, value.val.pid, true);
      view.setUint32(at + 8, value.val.uid, true);
      return view.setUint32(at + 12, value.val.gid, true);
    case 'error':
      view.setUint8(at + 4, value.val === undefined ? 0 : 1);
      if (value.val !== undefined) view.setUint8(at + 5, caseIndex(errnoNumber(value.val)));
  }
}
