// The thread of watchdog.ts.
import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { turn, name } = workerData;
parentPort.postMessage('ready');

while (true) {
  const seen = Atomics.load(turn, 0);
  const limit = Atomics.load(turn, 1);
  if (Atomics.wait(turn, 0, seen, limit > 0 ? limit : Infinity) !== 'timed-out') continue;
  const test = new TextDecoder().decode(name.slice()).replaceAll('\0', '');
  writeSync(2, `'${test}' blocks its thread: the process ends\n`);
  process.kill(process.pid, 'SIGKILL');
}
