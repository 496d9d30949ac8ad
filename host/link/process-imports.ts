import {
  FORK_RESULT_ALIGNMENT,
  FORK_RESULT_SIZE,
  SIGNAL_RESULT_ALIGNMENT,
  SIGNAL_RESULT_SIZE,
  WAIT_RESULT_ALIGNMENT,
  WAIT_RESULT_OK_SOME,
  WAIT_RESULT_PAYLOAD,
  WAIT_RESULT_SIZE,
} from '../generated/layouts.ts';
import type { Host } from '../host.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import { fork } from '../socket/fork.ts';
import { begin } from '../socket/operation.ts';
import type { EndedProcess } from '../socket/processes.ts';
import type { CoreFunction } from './core-function.ts';
import { storeError, storeNothing, storeNumber, storeOk } from './results.ts';

/** The functions of wit/host.wit on processes, lowered. */
export function processImports({ context }: Host, memory: GuestMemory): Record<string, CoreFunction> {
  return {
    fork: (result) => {
      const at = memory.check(result, FORK_RESULT_SIZE, FORK_RESULT_ALIGNMENT);
      const outcome = fork(context);
      if (outcome !== undefined) storeNumber(memory, at, outcome);
    },
    wait: (which, hang, result) => {
      const at = memory.check(result, WAIT_RESULT_SIZE, WAIT_RESULT_ALIGNMENT);
      begin(context);
      storeEnded(memory, at, context.processes.wait(which, hang !== 0));
    },
    signal: (which, signal, result) => {
      const at = memory.check(result, SIGNAL_RESULT_SIZE, SIGNAL_RESULT_ALIGNMENT);
      begin(context);
      storeNothing(memory, at, context.processes.signal(which, signal));
    },
    'parent-id': () => context.processes.parentId,
    'ended-processes': () => context.processes.ended,
  };
}

/** Where the option begins that is the value of `wait`. */
const SOME_AT = WAIT_RESULT_OK_SOME - WAIT_RESULT_PAYLOAD;

function storeEnded(memory: GuestMemory, at: number, outcome: EndedProcess | undefined | number): void {
  if (typeof outcome === 'number') return storeError(memory, at, outcome);
  const option = storeOk(memory, at);
  const view = memory.view();
  view.setUint8(option, outcome === undefined ? 0 : 1);
  if (outcome === undefined) return;
  view.setUint32(option + SOME_AT, outcome.id, true);
  view.setInt32(option + SOME_AT + 4, outcome.status, true);
}
