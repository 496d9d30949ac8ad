// Core values of a variant: each has room for that of any case. Bits are reinterpreted, and 32 of them are the lower ones of 64.
//
// References: the component model's CanonicalABI.md, "Flat Lifting" and "Flat Lowering", of variants.
import type { CoreType, CoreValue } from './flat.mjs';

type Cast = (value: CoreValue) => CoreValue;

const bits = new DataView(new ArrayBuffer(8));

/** A cast and its reverse, by the type that a case has and the type that the variant has. */
const CASTS: Readonly<Record<string, { readonly widen: Cast; readonly narrow: Cast }>> = {
  'f32 i32': { widen: bitsOfFloat, narrow: floatOfBits },
  'i32 i64': { widen: extended, narrow: wrapped },
  'f32 i64': { widen: (value) => extended(bitsOfFloat(value)), narrow: (value) => floatOfBits(wrapped(value)) },
  'f64 i64': {
    widen(value) {
      bits.setFloat64(0, value as number);
      return bits.getBigInt64(0);
    },
    narrow(value) {
      bits.setBigInt64(0, value as bigint);
      return bits.getFloat64(0);
    },
  },
};

function bitsOfFloat(value: CoreValue): number {
  bits.setFloat32(0, value as number);
  return bits.getInt32(0);
}

function floatOfBits(value: CoreValue): number {
  bits.setInt32(0, value as number);
  return bits.getFloat32(0);
}

function extended(value: CoreValue): bigint {
  return BigInt((value as number) >>> 0);
}

function wrapped(value: CoreValue): number {
  return Number(BigInt.asIntN(32, value as bigint));
}

/** How the core values of a case become those of its variant, and back. */
export interface Join {
  /** Turns those from `at` on, to the end, into the variant's. */
  widen(flat: CoreValue[], at: number): void;
  /** The case's own, from the variant's at `at`. */
  narrow(flat: readonly CoreValue[], at: number): CoreValue[];
}

/**
 * @param own of the case
 * @param joined of the variant, after the number of its case
 * @returns undefined if they are the same
 */
export function joinOf(own: readonly CoreType[], joined: readonly CoreType[]): Join | undefined {
  const casts = own.map((type, index) => CASTS[`${type} ${joined[index]!}`]);
  if (casts.every((cast) => cast === undefined)) return undefined;
  return {
    widen(flat, at) {
      for (let index = 0; index < casts.length; index++) {
        const cast = casts[index];
        if (cast !== undefined) flat[at + index] = cast.widen(flat[at + index]!);
      }
    },
    narrow: (flat, at) =>
      casts.map((cast, index) => (cast === undefined ? flat[at + index]! : cast.narrow(flat[at + index]!))),
  };
}

/** What stands where a case has no core value. */
export function zeros(core: readonly CoreType[]): readonly CoreValue[] {
  return core.map((type) => (type === 'i64' ? 0n : 0));
}
