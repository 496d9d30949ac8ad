// The program of test/processes/php/many.php.
import {
  exit,
  getmypid,
  pcntl_fork,
  pcntl_wait,
  pcntl_waitpid,
  pcntl_wexitstatus,
  Ref,
  SOCK_DGRAM,
  Socket,
  socket_read,
  socket_write,
} from 'wasock';
import { line, pairOf, text } from './php';

const status = new Ref<i32>(0);

// Nested: three forks make eight processes, each with its own path
let pair = pairOf(SOCK_DGRAM);
const me = getmypid();
let path = '';
for (let level = 0; level < 3; level++) path += pcntl_fork() == 0 ? 'c' : 'p';
socket_write(pair[0], path);
while (pcntl_wait(status) > 0) {}
if (getmypid() != me) exit(0);
const paths: string[] = [];
for (let count = 0; count < 8; count++) paths.push(text(socket_read(pair[1], 10)));
paths.sort();
line('paths', paths.join(' '));

// A fork deep in calls: both return through all of them
function down(depth: i32): i32 {
  if (depth == 0) return pcntl_fork() == 0 ? 1000000 : 0;
  const own = depth * 3;
  return down(depth - 1) + own;
}
const deep = down(1000);
if (deep > 1000000 + 1501499) exit(deep == 1000000 + 1501500 ? 11 : 12);
line('parent', deep);
pcntl_wait(status);
line('child', pcntl_wexitstatus(status.value));

// Memory is each one's own
const list: string[] = ['before'];
let total: f64 = 0.5;
let pid = pcntl_fork();
if (pid == 0) {
  list.push('child');
  total *= 3;
  line('child', list.join(' '));
  line('its total', total);
  exit(0);
}
pcntl_wait(status);
list.push('parent');
line('parent', list.join(' '));
line('its total', total);

// A child that makes a child, and so on
pair = pairOf();
function chain(left: i32, socket: Socket): void {
  if (left == 0) {
    socket_write(socket, 'the last');
    exit(1);
  }
  const pid = pcntl_fork();
  if (pid == 0) chain(left - 1, socket);
  pcntl_waitpid(pid, status);
  exit(pcntl_wexitstatus(status.value) + 1);
}
pid = pcntl_fork();
if (pid == 0) chain(4, pair[1]);
line('from', text(socket_read(pair[0], 20)));
pcntl_waitpid(pid, status);
line('count', pcntl_wexitstatus(status.value));

// Eight at once, each of which answers with what it was given
pair = pairOf(SOCK_DGRAM);
const pids: i32[] = [];
for (let index = 0; index < 8; index++) {
  pid = pcntl_fork();
  if (pid == 0) {
    socket_write(pair[0], (index * index).toString());
    exit(index);
  }
  pids.push(pid);
}
let sum: i32 = 0;
for (let index = 0; index < 8; index++) sum += <i32>parseInt(text(socket_read(pair[1], 10)));
line('sum', sum);
let exits = '';
for (let index = 0; index < 8; index++) {
  pcntl_waitpid(pids[index], status);
  exits += pcntl_wexitstatus(status.value).toString();
}
line('codes', exits);
