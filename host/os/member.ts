import type { Member } from './platform.ts';

// Members of structs that are an `int` on one system and a `size_t` or a pointer on another: unsigned, 4 or 8 bytes.

/** @param struct where the struct begins in the view, in bytes */
export function readMember(view: DataView, struct: number, { offset, size }: Member): number {
  return size === 8 ? Number(view.getBigUint64(struct + offset, true)) : view.getUint32(struct + offset, true);
}

/** @param struct where the struct begins in the view, in bytes */
export function writeMember(view: DataView, struct: number, { offset, size }: Member, value: number): void {
  if (size === 8) view.setBigUint64(struct + offset, BigInt(value), true);
  else view.setUint32(struct + offset, value, true);
}
