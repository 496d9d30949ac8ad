// Runs on Node 26 (JSPI): a suspended guest that waits, and one that is held back, until their time is over. Prints how each
// ended, and whether the event loop ran meanwhile, as one line of JSON.
import { readFileSync } from 'node:fs';
import { runGuest } from 'wasock';

const [waiting, calling] = process.argv.slice(2).map((path) => readFileSync(path));

async function outcome(wasm, limits) {
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 1);
  const error = await runGuest(wasm, { wait: 'suspend', limits }).catch((thrown) => thrown);
  clearInterval(ticking);
  return { name: error.name, limit: error.limit, ticked: ticks > 0 };
}

console.log(
  JSON.stringify([
    await outcome(waiting, { wallTimeMs: 1000 }),
    await outcome(calling, { wallTimeMs: 1000, operationsPerSecond: 100 }),
  ]),
);
