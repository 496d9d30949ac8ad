// Other processes of this guest, and sockets that it is given.

import {
  exit,
  getmypid,
  pcntl_fork,
  pcntl_get_last_error,
  pcntl_waitpid,
  pcntl_wexitstatus,
  posix_getppid,
  Ref,
  SOCK_STREAM,
  AF_UNIX,
  Socket,
  socket_accept,
  socket_create_pair,
  socket_import_named,
} from 'wasock';
import { connectTo, expect, failure, patient, probe, talk } from './probe';

export function processes(): void {
  probe('fork', fork);
  probe('hand-in', handIn);
}

/** The other process answers, and tells by its code that it is one. */
function fork(): i32 {
  const pair: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair)) return failure();
  const own = getmypid();
  const process = pcntl_fork();
  if (process == -1) return pcntl_get_last_error();
  if (process == 0) {
    const isOther = getmypid() != own && posix_getppid() == own;
    exit(isOther && talk(pair[0], pair[1]) == 0 ? 7 : 8);
  }
  const status = new Ref<i32>(0);
  return expect(pcntl_waitpid(process, status) == process && pcntl_wexitstatus(status.value) == 7);
}

/** A listener that the program has given which runs the guest. */
function handIn(): i32 {
  const given = socket_import_named('given');
  if (given === null) return failure();
  const client = connectTo(given);
  if (client === null) return failure();
  const accepted = patient(socket_accept(given));
  return accepted === null ? failure() : talk(client, accepted);
}
