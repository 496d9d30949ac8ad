// The core imports of wasi:io 0.2 that the wasip2 system layer uses, lowered as the canonical ABI prescribes; see
// host.ts. Their WIT is in wit/wasip2/.

// @ts-ignore: decorator
@external("wasi:io/error@0.2.0", "[method]error.to-debug-string")
export declare function errorToDebugString(error: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:io/error@0.2.0", "[resource-drop]error")
export declare function errorDrop(error: i32): void;

// @ts-ignore: decorator
@external("wasi:io/poll@0.2.0", "[method]pollable.ready")
export declare function pollableReady(pollable: i32): i32;

// @ts-ignore: decorator
@external("wasi:io/poll@0.2.0", "[method]pollable.block")
export declare function pollableBlock(pollable: i32): void;

// @ts-ignore: decorator
@external("wasi:io/poll@0.2.0", "[resource-drop]pollable")
export declare function pollableDrop(pollable: i32): void;

// @ts-ignore: decorator
@external("wasi:io/poll@0.2.0", "poll")
export declare function poll(pollables: usize, pollablesLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[method]input-stream.read")
export declare function inputStreamRead(stream: i32, length: i64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[method]input-stream.subscribe")
export declare function inputStreamSubscribe(stream: i32): i32;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[resource-drop]input-stream")
export declare function inputStreamDrop(stream: i32): void;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[method]output-stream.check-write")
export declare function outputStreamCheckWrite(stream: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[method]output-stream.write")
export declare function outputStreamWrite(stream: i32, contents: usize, contentsLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[method]output-stream.flush")
export declare function outputStreamFlush(stream: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[method]output-stream.blocking-write-and-flush")
export declare function outputStreamBlockingWriteAndFlush(
  stream: i32, contents: usize, contentsLength: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[method]output-stream.subscribe")
export declare function outputStreamSubscribe(stream: i32): i32;

// @ts-ignore: decorator
@external("wasi:io/streams@0.2.0", "[resource-drop]output-stream")
export declare function outputStreamDrop(stream: i32): void;
