// The core imports of wasi:clocks 0.2 that the wasip2 system layer uses; see wasi-io.ts. Times are nanoseconds.

// @ts-ignore: decorator
@external("wasi:clocks/monotonic-clock@0.2.0", "now")
export declare function monotonicNow(): u64;

// @ts-ignore: decorator
@external("wasi:clocks/monotonic-clock@0.2.0", "subscribe-duration")
export declare function monotonicSubscribeDuration(duration: u64): i32;
