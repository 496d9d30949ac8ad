// The core import of wasi:cli 0.2 that the wasip2 system layer uses; see host.ts. Its WIT is in wit/wasip2/.

// @ts-ignore: decorator
@external("wasi:cli/stderr@0.2.0", "get-stderr")
export declare function getStderr(): i32;
