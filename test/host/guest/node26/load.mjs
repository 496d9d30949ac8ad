// Calls suspended guests, compiled from the file that is its argument.
import { loadGuest } from 'wasock';
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
process.stdout.write(JSON.stringify(outcome));
