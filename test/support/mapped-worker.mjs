// A thread of an embedder's with a component by `jco transpile --map`. Tells the guest's id, and its warnings.
import { parentPort, workerData } from 'node:worker_threads';
import { _setArgs } from '@bytecodealliance/preview2-shim/cli';
import { configure } from 'wasock/host';

const { guest, args, policy, limits } = workerData;
_setArgs(args);
const { run } = await import(guest);
const { id } = configure({ policy, limits, onWarning: (warning) => parentPort?.postMessage({ warning }) });
parentPort?.postMessage({ id });
run.run();
