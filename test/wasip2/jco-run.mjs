// Runs a command component that jco has transpiled in jco's own WASI, as `jco run` does after transpiling:
// `node jco-run.mjs transpiled.js [argument...]`. Only its standard output and error are not jco's: those go through a
// thread and then this one's event loop, which stands still while a guest runs, so a server's words would come when it
// ends; and they may be lost then.
import { writeSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';
import { _setArgs, _setStderr, _setStdout } from '@bytecodealliance/preview2-shim/cli';
import { streams } from '@bytecodealliance/preview2-shim/io';

const [, , transpiled = '', ...args] = argv;
_setArgs([transpiled, ...args]);
_setStdout(outputStream(1));
_setStderr(outputStream(2));
const { run } = await import(pathToFileURL(transpiled).href);
try {
  run.run();
} catch (error) {
  // The error case of run's result has no payload, and needs no words.
  if (!('payload' in Object(error))) writeSync(2, `${error?.stack ?? error}\n`);
  exit(1);
}
exit(0);

/** Writes what there is room for; a pipe that nobody has read from for a while has none, and this end does not block. */
function writeSome(descriptor, contents) {
  try {
    return writeSync(descriptor, contents);
  } catch (error) {
    if (error.code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return 0;
  }
}

/** An instance of the shim's class, whose constructor is private, that writes at once. */
function outputStream(descriptor) {
  const write = (contents) => {
    for (let rest = contents; rest.length > 0;) rest = rest.subarray(writeSome(descriptor, rest));
  };
  return Object.assign(Object.create(streams.OutputStream.prototype), {
    checkWrite: () => 65536n,
    write,
    blockingWriteAndFlush: write,
    flush() {},
    blockingFlush() {},
    [Symbol.dispose]() {},
  });
}
