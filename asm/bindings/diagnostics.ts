// The core import of wit/diagnostics.wit; see host.ts.

// @ts-ignore: decorator
@external("wasock:sockets/diagnostics@0.1.0", "report")
export declare function report(level: i32, message: usize, messageLength: i32): void;
