// Generated from wit/ by `npm run wit`; not to be edited.
// The core imports of an interface, lowered as the canonical ABI prescribes: a string or a list is an address and a
// length (of a string in UTF-16 code units), a variant its case and its joined payload, `result` the address of a
// return area.

// @ts-ignore: decorator
@external("wasock:sockets/diagnostics@0.1.0", "report")
export declare function report(level: i32, message: usize, messageLength: i32): void;
