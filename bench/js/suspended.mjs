// The guest of guests/rounds.ts, suspended in its waits: one of many on a thread. Its argument is the compiled guest.
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { runGuest } from 'wasock';

await runGuest(await readFile(argv[2] ?? ''), {
  wait: 'suspend',
  policy: { connect: ['127.0.0.1'], bind: ['127.0.0.1'] },
});
