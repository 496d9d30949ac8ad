// Runs on Node 26 (JSPI): one guest, suspended where it waits. Its output goes to the standard output, what came of it
// as JSON to the standard error stream.
import { readFileSync } from 'node:fs';
import { runGuest } from 'wasock';

const [path, policy, ...args] = process.argv.slice(2);
const warnings = [];
const onWarning = (message) => warnings.push(message);
const code = await runGuest(readFileSync(path), { wait: 'suspend', policy: JSON.parse(policy), args, onWarning });
console.error(JSON.stringify({ code, warnings }));
