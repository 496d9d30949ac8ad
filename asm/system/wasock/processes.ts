// Processes of this guest over wit/host.wit.
import { errnoOfCase } from "../../errno";
import * as host from "../../generated/host";
import {
  ENDED_PROCESS_ID, ENDED_PROCESS_STATUS, FORK_RESULT_PAYLOAD, SIGNAL_RESULT_PAYLOAD, WAIT_RESULT_ALIGNMENT,
  WAIT_RESULT_OK_SOME, WAIT_RESULT_PAYLOAD, WAIT_RESULT_SIZE,
} from "../../generated/layouts";
import { Ref } from "../../ref";

/** Room for the largest result of this file: result<option<ended-process>, errno>. */
const RESULT: usize = memory.data(<i32>WAIT_RESULT_SIZE, <i32>WAIT_RESULT_ALIGNMENT);

/** Makes another process; its id, and 0 in that one, or minus the errno. */
export function fork(): i32 {
  host.fork(RESULT);
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, FORK_RESULT_PAYLOAD)
    : -errnoOfCase(load<u8>(RESULT, FORK_RESULT_PAYLOAD));
}

/** Tells of a process that has ended; its id, 0 if none has, or minus the errno. */
export function wait(which: i32, hang: bool, status: Ref<i32>): i32 {
  host.wait(which, <i32>hang, RESULT);
  if (load<u8>(RESULT) != 0) return -errnoOfCase(load<u8>(RESULT, WAIT_RESULT_PAYLOAD));
  if (load<u8>(RESULT, WAIT_RESULT_PAYLOAD) == 0) return 0;
  status.value = load<i32>(RESULT, WAIT_RESULT_OK_SOME + ENDED_PROCESS_STATUS);
  return load<i32>(RESULT, WAIT_RESULT_OK_SOME + ENDED_PROCESS_ID);
}

/** Sends a signal; 0, or minus the errno. */
export function signal(which: i32, signal: i32): i32 {
  host.signal(which, signal, RESULT);
  return load<u8>(RESULT) == 0 ? 0 : -errnoOfCase(load<u8>(RESULT, SIGNAL_RESULT_PAYLOAD));
}

/** The id of the process that made this one. */
export function parentId(): i32 {
  return host.parentId();
}
