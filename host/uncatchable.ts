/**
 * An error that goes through a guest's own exception handlers (`catch_all`) and ends it, as a trap does.
 *
 * An engine tells traps from exceptions by the object that was raised, not by its class: handlers let pass what a
 * trapping instruction made (WebAssembly's JavaScript interface; seen in Node 20 and 26), and take a
 * `WebAssembly.RuntimeError` that JavaScript made. So each of these is a real trap's error with another prototype.
 */
export abstract class Uncatchable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    const error: Uncatchable = Object.setPrototypeOf(trap(), new.target.prototype);
    error.message = message;
    if (options !== undefined && 'cause' in options) error.cause = options.cause;
    error.stack = this.stack ?? message;
    return error;
  }
}

/** (module (func (export "trap") unreachable)) */
// prettier-ignore
const MODULE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // version 1
  1, 4, 1, 0x60, 0, 0, // types: without parameters and results
  3, 2, 1, 0, // functions: one of the first type
  7, 8, 1, 4, 0x74, 0x72, 0x61, 0x70, 0, 0, // exports: "trap" is the first function
  10, 5, 1, 3, 0, 0, 0x0b, // code: unreachable
);

let instance: WebAssembly.Instance | undefined;

/** What a trap raises. */
function trap(): unknown {
  instance ??= new WebAssembly.Instance(new WebAssembly.Module(MODULE));
  const unreachable = instance.exports['trap'];
  try {
    if (typeof unreachable === 'function') unreachable();
  } catch (error) {
    return error;
  }
  throw new TypeError('a trap did not trap');
}
