import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../thrown.ts';
import { transpileHere, type TranspilerMessage } from './transpiler.ts';

// A thread that transpiles one component: see transpiler.ts.

function tell(message: TranspilerMessage): void {
  parentPort?.postMessage(message);
}

try {
  tell({ files: await transpileHere(workerData as Uint8Array) });
} catch (error) {
  tell({ message: messageOf(error) });
}
