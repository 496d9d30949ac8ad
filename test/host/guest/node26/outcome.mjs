// Runs on Node 26 (JSPI): a guest whose input never comes. Prints its exit code, or the name of what ended it.
import { readFileSync } from 'node:fs';
import koffi from 'koffi';
import { runGuest } from 'wasock';

const pair = new Int32Array(2);
koffi.load(null).func('int pipe(_Out_ int32_t *ends)')(pair);
const outcome = await runGuest(readFileSync(process.argv[2]), { wait: 'suspend', stdin: pair[0] }).catch(
  (error) => error.name,
);
console.log(String(outcome));
