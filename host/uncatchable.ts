/**
 * An error that a guest's own exception handlers (`catch_all`) do not catch, so that it ends the guest as a trap does.
 *
 * An engine recognises a trap by the object that was raised, not by its class. Handlers do not catch an object that a
 * trapping instruction made (WebAssembly's JavaScript interface; seen in Node 20 and 26). They do catch a
 * `WebAssembly.RuntimeError` that JavaScript made. So each of these errors is a real trap's object with another
 * prototype.
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

/** The object that a trap raises. */
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
