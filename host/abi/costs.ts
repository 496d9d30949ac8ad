// What values that come out of guests take of the host's heap, in bytes: in V8 on 64 bits, measured, and rounded up.

/** A value that is no object, and fits in what holds it; a number that may not; a bigint. */
export const SMALL = 0;
export const NUMBER = 16;
export const BIGINT = 40;

/** A string, without its text; and each code unit. */
export const STRING = 32;
export const UNIT = 2;

/** An object, and each of its properties: those of many names are in tables, which have three words for each, and gaps. */
export const OBJECT = 64;
export const PROPERTY = 64;

/** `{ tag, val }`, without the value. */
export const TAGGED = 64;

/** An array, and each place in it: it grows by half, and is copied then. */
export const ARRAY = 160;
export const PLACE = 16;

/** A typed array with its buffer, without its bytes: some of it is outside of the heap. */
export const TYPED_ARRAY = 400;

/** What stands for a handle. */
export const HANDLE = 128;
