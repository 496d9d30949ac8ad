// Strings in memory, by their encodings.
//
// References: the component model's CanonicalABI.md, `load_string` and `store_string`.
import { GuestTrap } from '../trap.ts';

/** How strings lie in a guest's memory: `latin1+utf16` is Latin-1, or UTF-16 where the length has a tag. */
export type StringEncoding = 'utf8' | 'utf16' | 'latin1+utf16';

/** How the code units of one string lie in memory. */
export type UnitForm = 'utf8' | 'utf16' | 'latin1';

/** The bit of a length that says that the string is UTF-16. */
export const UTF16_TAG = 0x80000000;

/** A string that has been put into memory. */
export interface Placed {
  /** A checked pointer, or 0 for nothing. */
  readonly pointer: number;
  /** Code units, with the tag if they have it. */
  readonly length: number;
}

/** What is given of a string of a guest: its form and its code units, from a length that may be tagged. */
export function unitsOf(encoding: StringEncoding, length: number): { readonly form: UnitForm; readonly count: number } {
  const count = length >>> 0;
  if (encoding !== 'latin1+utf16') return { form: encoding, count };
  return count >= UTF16_TAG ? { form: 'utf16', count: count - UTF16_TAG } : { form: 'latin1', count };
}

/** How a string goes into memory. */
export function formOf(encoding: StringEncoding, text: string): UnitForm {
  if (encoding !== 'latin1+utf16') return encoding;
  return WIDE.test(text) ? 'utf16' : 'latin1';
}

const WIDE = /[^\0-\xff]/;

const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/**
 * The text of bytes.
 *
 * @param isStrict whether they must be valid; otherwise U+FFFD stands for what is not UTF-8, and lone surrogates of UTF-16 stay:
 *   asm/foreign-text.ts carries bytes in them
 * @throws GuestTrap if they are not valid, or more than a string of JavaScript has
 */
export function decode(form: UnitForm, bytes: Uint8Array, isStrict: boolean): string {
  try {
    if (form === 'utf8') return (isStrict ? strictUtf8 : lenientUtf8).decode(bytes);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (form === 'latin1') return buffer.toString('latin1');
    const text = buffer.toString('utf16le');
    if (!isStrict || text.isWellFormed()) return text;
  } catch (error) {
    throw new GuestTrap('a string of the guest cannot be read', { cause: error });
  }
  throw new GuestTrap('a string of the guest has a lone surrogate');
}

const encoder = new TextEncoder();

/** The UTF-8 of text; U+FFFD stands for lone surrogates. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Up to so many code units, writing them one by one is faster. */
const SHORT = 64;

/** Writes the code units of text. @param at where there is room for them */
export function writeUnits(form: 'utf16' | 'latin1', text: string, view: DataView, at: number): void {
  const isWide = form === 'utf16';
  if (text.length > SHORT) {
    Buffer.from(view.buffer, at, isWide ? 2 * text.length : text.length).write(text, isWide ? 'utf16le' : 'latin1');
    return;
  }
  for (let index = 0; index < text.length; index++) {
    if (isWide) view.setUint16(at + index * 2, text.charCodeAt(index), true);
    else view.setUint8(at + index, text.charCodeAt(index));
  }
}
