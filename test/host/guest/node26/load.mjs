// Calls suspended guests, compiled from the file that is its first argument. That of the second one waits before it can be called.
import { createPool, loadGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

const outcome = {};
for (const target of ['core', 'component']) {
  const wasm = await compileGuest(process.argv[2], { target });
  const guest = await loadGuest(wasm, { isolation: 'suspended', stdout: 'ignore' });
  const socket = guest.connect('channel');
  const all = Promise.all([
    guest.exports.count(),
    guest.exports.hear(),
    guest.exports.count(),
    guest.exports.greet('a', 1),
  ]);
  // The second call waits for this, while the event loop runs on.
  setTimeout(() => socket.end('hello'), 20);
  outcome[target] = await all;
  await guest.close();
  outcome[target].push(await guest.exited);
}
// A guest that is killed in a wait gets no control any more.
const waiting = await loadGuest(await compileGuest(process.argv[2]), { isolation: 'suspended', stdout: 'ignore' });
waiting.connect('channel');
const hearing = waiting.exports.hear().catch((error) => error.name);
setTimeout(() => waiting.kill(), 20);
outcome.killed = [await hearing, await waiting.exited.catch((error) => error.name)];
// Nor does one that is ended while it begins, by a signal, or with the pool that it belongs to.
const never = await compileGuest(process.argv[3]);
const controller = new AbortController();
const beginning = loadGuest(never, { isolation: 'suspended', signal: controller.signal }).catch((error) => error.name);
const pool = createPool(never, { isolation: 'suspended' });
const used = pool.run(() => 1).catch((error) => error.message);
setTimeout(() => controller.abort(), 20);
outcome.ended = [await beginning, await pool.close(), await used];
process.stdout.write(JSON.stringify(outcome));
