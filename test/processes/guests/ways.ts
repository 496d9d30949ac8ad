// What a guest that forks does, by its first argument.
import {
  AF_UNIX,
  ControlMessage,
  error_reporting,
  exit,
  getmypid,
  pcntl_fork,
  pcntl_get_last_error,
  pcntl_wait,
  pcntl_waitpid,
  pcntl_wexitstatus,
  pcntl_wtermsig,
  posix_getppid,
  posix_kill,
  Message,
  Ref,
  SCM_RIGHTS,
  SIGKILL,
  SOL_SOCKET,
  SOCK_STREAM,
  Socket,
  socket_addrinfo_lookup,
  socket_bind,
  socket_close,
  socket_create,
  socket_create_listen,
  socket_import_named,
  socket_listen,
  socket_read,
  socket_sendmsg,
  socket_write,
} from 'wasock';
import { line, pairOf } from './php';

const way = process.argv[1];
const status = new Ref<i32>(0);
const sockets: Socket[] = [];

function spin(): void {
  for (let count: u64 = 0; count < u64.MAX_VALUE; count++) {
    if (count == 1) line('spins', true);
  }
}

function waits(): void {
  socket_read(pairOf()[0], 1);
}

if (way == 'one') {
  const pid = pcntl_fork();
  if (pid == 0) exit(5);
  line('fork', pid > 0 ? 1 : pid);
  line('error', pcntl_get_last_error());
  line('wait', pcntl_wait(status) == pid);
} else if (way == 'as many as allowed') {
  const pair = pairOf();
  let made = 0;
  let pid = 0;
  while ((pid = pcntl_fork()) > 0) made++;
  if (pid == 0) {
    socket_read(pair[0], 1);
    exit(1);
  }
  line('made', made);
  line('error', pcntl_get_last_error());
  socket_write(pair[1], 'x');
  pcntl_wait(status);
  // One has been waited for, so there may be another.
  pid = pcntl_fork();
  if (pid == 0) exit(2);
  line('another', pid > 0);
  for (let count = 1; count < made; count++) socket_write(pair[1], 'x');
  while (pcntl_wait(status) > 0) {}
} else if (way == 'sockets') {
  for (let count = 0; count < 5; count++) {
    const pair = pairOf();
    sockets.push(pair[0]);
    sockets.push(pair[1]);
  }
  // 10 sockets in each
  const pid = pcntl_fork();
  if (pid == 0) {
    let more = 0;
    while (socket_create(AF_UNIX, SOCK_STREAM, 0) !== null) more++;
    line('more', more);
    exit(0);
  }
  pcntl_wait(status);
  line('again', pcntl_fork());
  line('error', pcntl_get_last_error());
} else if (way == 'sockets of many') {
  for (let count = 0; count < 5; count++) {
    const pair = pairOf();
    sockets.push(pair[0]);
    sockets.push(pair[1]);
  }
  // 10 sockets in each, which wait for a word
  let made = 0;
  let pid = 0;
  while ((pid = pcntl_fork()) > 0) made++;
  if (pid == 0) {
    socket_read(sockets[0], 1);
    exit(0);
  }
  line('made', made);
  for (let count = 0; count < made; count++) socket_write(sockets[1], 'x');
  while (pcntl_wait(status) > 0) {}
} else if (way == 'orphan that spins') {
  if (pcntl_fork() == 0) spin();
  exit(4);
} else if (way == 'again and again') {
  let ended = 0;
  for (let count = 0; count < 300; count++) {
    if (pcntl_fork() == 0) exit(0);
    if (pcntl_wait(status) > 0) ended++;
  }
  line('ended', ended);
} else if (way == 'memory') {
  const pid = pcntl_fork();
  if (pid == 0) {
    const parts = new Array<ArrayBuffer>();
    for (let count = 0; count < 64; count++) {
      parts.push(new ArrayBuffer(1 << 20));
      // A call, by which the host sees it
      getmypid();
      pairOf();
    }
    exit(0);
  }
  pcntl_wait(status);
  line('status', status.value);
} else if (way == 'bytes') {
  const pair = pairOf();
  for (let count = 0; count < 8; count++) {
    const pid = pcntl_fork();
    if (pid == 0) {
      socket_write(pair[0], '0123456789');
      socket_read(pair[1], 10);
      exit(0);
    }
    pcntl_waitpid(pid, status);
    line('sent', pcntl_wexitstatus(status.value));
  }
} else if (way == 'spins') {
  if (pcntl_fork() == 0) spin();
  spin();
} else if (way == 'waits') {
  if (pcntl_fork() == 0) waits();
  line('waits', true);
  pcntl_wait(status);
} else if (way == 'orphan') {
  const pair = pairOf();
  const pid = pcntl_fork();
  if (pid == 0) {
    while (posix_getppid() != 1) {}
    line('orphan', true);
    exit(9);
  }
  exit(4);
} else if (way == 'orphan that waits') {
  if (pcntl_fork() == 0) {
    line('waits', true);
    waits();
  }
  exit(4);
} else if (way == 'file') {
  const socket = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
  socket_bind(socket, process.argv[2]);
  socket_listen(socket);
  const gate = socket_import_named('gate')!;
  if (pcntl_fork() == 0) {
    while (posix_getppid() != 1) {}
    socket_write(gate, 'alone');
    socket_read(gate, 1);
  }
  exit(0);
} else if (way == 'traps') {
  const pid = pcntl_fork();
  if (pid == 0) unreachable();
  pcntl_waitpid(pid, status);
  line('signal', pcntl_wtermsig(status.value));
} else if (way == 'kills itself') {
  posix_kill(getmypid(), SIGKILL);
  line('lives', true);
} else if (way == 'kills its parent') {
  const parent = getmypid();
  if (pcntl_fork() == 0) {
    posix_kill(parent, SIGKILL);
    exit(0);
  }
  waits();
} else if (way == 'bomb') {
  for (;;) pcntl_fork();
} else if (way == 'lookups') {
  // Each asks the policy's function.
  for (let count = 0; count < 3; count++) {
    if (pcntl_fork() == 0) exit(socket_create_listen(0) === null ? 1 : 0);
  }
  let sum = 0;
  while (pcntl_wait(status) > 0) sum += pcntl_wexitstatus(status.value);
  line('refused', sum);
} else if (way == 'names') {
  // The second looks a name up while a thread still works for the first, which has ended.
  const first = pcntl_fork();
  if (first == 0) socket_addrinfo_lookup('stranger.example');
  socket_read(socket_import_named('gate')!, 1);
  posix_kill(first, SIGKILL);
  pcntl_waitpid(first, status);
  if (pcntl_fork() == 0) exit(socket_addrinfo_lookup('stranger.example') === null ? 3 : 4);
  pcntl_wait(status);
  exit(pcntl_wexitstatus(status.value));
} else if (way == 'files') {
  // Each binds as many as it may, and ends.
  for (let round = 0; round < 3; round++) {
    if (pcntl_fork() == 0) {
      let count = 0;
      while (socket_bind(socket_create(AF_UNIX, SOCK_STREAM, 0)!, `${process.argv[2]}/${round}-${count}`)) count++;
      line('files', count);
      exit(0);
    }
    pcntl_wait(status);
  }
} else if (way == 'in flight') {
  error_reporting(0);
  const pair = pairOf();
  if (pcntl_fork() == 0) {
    let count = 0;
    while (pass(pair)) count++;
    line('passed', count);
    exit(0);
  }
  pcntl_wait(status);
  const other = pairOf();
  line('more', pass(other));
  if (process.argv[2] == 'closed') {
    socket_close(pair[0]);
    socket_close(pair[1]);
    while (!pass(other)) {}
    line('later', true);
  }
} else if (way == 'deep') {
  line('deep', down(<i32>parseInt(process.argv[2])));
}

/** Sends a descriptor. */
function pass(pair: StaticArray<Socket>): bool {
  const control = ControlMessage.of(SOL_SOCKET, SCM_RIGHTS, [pair[0]]);
  return socket_sendmsg(pair[0], new Message([String.UTF8.encode('x')], [control])) >= 0;
}

function down(depth: i32): i32 {
  if (depth == 0) {
    const pid = pcntl_fork();
    if (pid == 0) exit(0);
    pcntl_wait(status);
    return 0;
  }
  return down(depth - 1) + 1;
}
