// Numbers above 2,147,483,647 in 32 bits.

/**
 * The number from 0 to 4294967295 that 32 bits mean. A cast is not enough: if the bits were just loaded, the optimiser
 * (assemblyscript 0.28.20, binaryen 131) turns it into a load that keeps the sign.
 */
// @ts-ignore: decorator
@inline
export function unsigned(bits: i32): i64 {
  return <i64>bits & 0xffffffff;
}
