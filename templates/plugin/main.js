// A Node program with a plugin that it need not trust: it runs in a thread of its own, under limits, and may connect nowhere.
import { loadGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

/** Starts the plugin. */
export async function loadPlugin() {
  return loadGuest(await compileGuest('plugin.ts'), {
    isolation: 'worker',
    policy: {}, // { connect: ['127.0.0.1:6379'] }, for example
    limits: { memory: 64 * 1024 * 1024, wallTimeMs: 60_000 },
  });
}

if (import.meta.filename === process.argv[1]) {
  const plugin = await loadPlugin();
  console.log(await plugin.exports.greet('Ada'));
  console.log(await plugin.exports.sum(Uint8Array.of(1, 2, 3)));
  await plugin.close();
}
