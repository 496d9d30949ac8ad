// Codecs of text: characters and strings. How strings lie in memory, host/abi/strings.ts says.
import { GuestTrap } from '../trap.ts';
import { ArgumentError } from './argument-error.ts';
import type { Codec, Realm } from './codec.ts';
import { STRING, UNIT } from './costs.ts';

/** A character of Unicode: a string of one. */
export const char: Codec<string> = {
  size: 4,
  alignment: 4,
  flat: 1,
  core: ['i32'],
  cost: STRING,
  words: 'a string of one character',
  looksRight: (value) => typeof value === 'string' && ONE.test(value),
  take(_, value) {
    if (typeof value !== 'string' || !ONE.test(value)) throw new ArgumentError(char.words);
    return value;
  },
  lower: (_, value, flat) => void flat.push(value.codePointAt(0)!),
  lift: (_, flat, at) => character(flat[at] as number),
  store: ({ memory }, value, at) => memory.view().setUint32(at, value.codePointAt(0)!, true),
  load: ({ memory }, at) => character(memory.view().getUint32(at, true)),
};

/** One code point that is no surrogate. */
const ONE = /^\P{Surrogate}$/su;

function character(core: number): string {
  const code = core >>> 0;
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new GuestTrap(`0x${code.toString(16)} is no character of Unicode`);
  }
  return String.fromCodePoint(code);
}

export const string: Codec<string> = {
  size: 8,
  alignment: 4,
  flat: 2,
  core: ['i32', 'i32'],
  cost: STRING,
  words: 'a string',
  looksRight: (value) => typeof value === 'string',
  take(taker, value) {
    if (typeof value !== 'string') throw new ArgumentError(string.words);
    taker.spend(2 * value.length);
    return value;
  },
  lower: ({ memory }, value, flat) => memory.lowerString(value, flat),
  lift: (realm, flat, at) => liftString(realm, flat[at] as number, flat[at + 1] as number),
  store: ({ memory }, value, at) => memory.storeString(at, value),
  load(realm, at) {
    const view = realm.memory.view();
    return liftString(realm, view.getUint32(at, true), view.getUint32(at + 4, true));
  },
};

function liftString(realm: Realm, pointer: number, length: number): string {
  // Without the tag that a length may have.
  realm.spendLifted?.(UNIT * (length & 0x7fffffff));
  return realm.memory.string(pointer, length, realm.longestText ?? realm.longest);
}
