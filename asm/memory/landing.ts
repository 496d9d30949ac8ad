// Memory between guest and host, and who owns it: the landing of received bytes, and everything else that a host
// allocates here.

/** The part of the landing buffer beyond which a read hands the buffer itself over: one half. */
const HANDOVER_SHIFT: i32 = 1;

/** A landing buffer that is larger than this, in bytes, is not kept. */
const KEPT: i32 = 1 << 20;

/** Where the next list of bytes lands; kept between calls, so that small parts of large reads cost no clearing. */
let landing: ArrayBuffer | null = null;

/** The bytes that the coming call may fill; given out once. */
let landingAddress: usize = 0;
let landingSize: usize = 0;
let armed: bool = false;

/**
 * The canonical ABI's allocator, which a host calls. Only plain memory, never the garbage collector's: adapters call
 * it before the guest has started. An armed landing place goes first.
 */
export function cabi_realloc(old: usize, oldSize: usize, align: usize, size: usize): usize {
  if (old == 0) {
    if (armed && size <= landingSize) {
      armed = false;
      return landingAddress;
    }
    return size == 0 ? align : heap.alloc(size);
  }
  if (old == landingAddress) return old;
  return heap.realloc(old, size);
}

/**
 * The armed landing place, for a host that receives straight into it: the bytes of the call under way, or nothing if
 * the call fails. `length` is what the call asked for.
 */
export function wasock_landing(length: usize): usize {
  assert(armed && length <= landingSize);
  armed = false;
  return landingAddress;
}

/** Lets the next list land at `address`, which has room for `size` bytes. */
// @ts-ignore: decorator
@inline
export function land(address: usize, size: usize): void {
  landingAddress = address;
  landingSize = size;
  armed = true;
}

/** Lets the next list land in the landing buffer, of at least `size` bytes; fetch it with `takeLanded`. */
export function landInBuffer(size: i32): void {
  let buffer = landing;
  if (buffer === null || buffer.byteLength < size) {
    buffer = new ArrayBuffer(size);
    landing = buffer;
  }
  land(changetype<usize>(buffer), size);
}

/** No list lands from here on, and the landing place is ordinary memory again; what has landed stays there. */
// @ts-ignore: decorator
@inline
export function disarm(): void {
  armed = false;
  landingAddress = 0;
}

/** The first `length` landed bytes: the buffer itself where they fill most of it, else a copy. */
export function takeLanded(length: i32): ArrayBuffer {
  const buffer = landing!;
  const capacity = buffer.byteLength;
  if (length > capacity >> HANDOVER_SHIFT) {
    landing = null;
    return length == capacity ? buffer : changetype<ArrayBuffer>(__renew(changetype<usize>(buffer), length));
  }
  const copy = new ArrayBuffer(length);
  memory.copy(changetype<usize>(copy), changetype<usize>(buffer), length);
  if (capacity > KEPT) landing = null;
  return copy;
}

/** Frees a list or string of `size` bytes that a host allocated. */
export function release(address: usize, size: usize): void {
  if (size > 0 && address != landingAddress) heap.free(address);
}

/** A copy of a list of `length` bytes that a host allocated, which is freed. */
export function liftBytes(address: usize, length: i32): ArrayBuffer {
  const bytes = new ArrayBuffer(length);
  memory.copy(changetype<usize>(bytes), address, length);
  release(address, length);
  return bytes;
}

/** A string of `length` UTF-16 code units that a host allocated, which is freed. */
export function liftString(address: usize, length: i32): string {
  const text = String.UTF16.decodeUnsafe(address, <usize>length << 1);
  release(address, <usize>length << 1);
  return text;
}
