// The program of test/processes/php/share.php.
import {
  AF_INET,
  AF_UNIX,
  error_reporting,
  E_ALL,
  exit,
  pcntl_fork,
  pcntl_waitpid,
  pcntl_wexitstatus,
  Ref,
  SO_RCVBUF,
  SO_RCVTIMEO,
  SOCK_DGRAM,
  SOCK_STREAM,
  Socket,
  socket_accept,
  socket_bind,
  socket_clear_error,
  socket_close,
  socket_connect,
  socket_create,
  socket_get_option,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_select,
  socket_set_option,
  socket_shutdown,
  socket_write,
  SOL_SOCKET,
  TimeVal,
} from 'wasock';
import { line, pairOf, text } from './php';

/** Waits for the child. */
function ends(pid: i32): void {
  const status = new Ref<i32>(0);
  pcntl_waitpid(pid, status);
  line('ends', pcntl_wexitstatus(status.value));
}

let pid: i32 = 0;
const none = new Array<Socket>();

// Closing is each one's own; the end comes when both have closed
let pair = pairOf();
pid = pcntl_fork();
if (pid == 0) {
  socket_write(pair[1], 'from the child');
  socket_close(pair[1]);
  socket_close(pair[0]);
  exit(1);
}
line('read', text(socket_read(pair[0], 100)));
ends(pid);
line('still open', socket_write(pair[1], 'parent'));
line('read', text(socket_read(pair[0], 100)));
socket_close(pair[1]);
line('end', text(socket_read(pair[0], 100)));

// Shutting down is for both
pair = pairOf();
pid = pcntl_fork();
if (pid == 0) {
  socket_shutdown(pair[1], 1);
  exit(2);
}
ends(pid);
error_reporting(0);
line('pipe', socket_write(pair[1], 'x') >= 0);
error_reporting(E_ALL);
line('error', socket_last_error(pair[1]));

// Timeouts and options belong to the description
pair = pairOf();
pid = pcntl_fork();
if (pid == 0) {
  socket_set_option(pair[0], SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 20000));
  socket_set_option(pair[0], SOL_SOCKET, SO_RCVBUF, 20000);
  exit(3);
}
ends(pid);
line('size', socket_get_option(pair[0], SOL_SOCKET, SO_RCVBUF)!.int);
error_reporting(0);
line('timeout', socket_read(pair[0], 1) !== null);
error_reporting(E_ALL);
line('error', socket_last_error(pair[0]));

// Messages are received by one of both
pair = pairOf(SOCK_DGRAM);
socket_write(pair[0], 'one');
socket_write(pair[0], 'two');
pid = pcntl_fork();
if (pid == 0) {
  line('child', text(socket_read(pair[1], 10)));
  exit(4);
}
ends(pid);
line('parent', text(socket_read(pair[1], 10)));

// A listener: what the child accepts, and what is left for the parent
const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
socket_bind(listener, '127.0.0.1', 0);
socket_listen(listener);
const address = new Ref<string>('');
const port = new Ref<i32>(0);
socket_getsockname(listener, address, port);
pid = pcntl_fork();
if (pid == 0) {
  const client = socket_create(AF_INET, SOCK_STREAM, 0)!;
  line('connect', socket_connect(client, '127.0.0.1', port.value));
  socket_write(client, 'hello');
  line('client', text(socket_read(client, 100)));
  exit(5);
}
const accepted = socket_accept(listener)!;
line('server', text(socket_read(accepted, 100)));
const worker = pcntl_fork();
if (worker == 0) {
  // Serves what its parent has accepted
  socket_write(accepted, 'served by a grandchild');
  exit(6);
}
ends(pid);
ends(worker);
socket_close(accepted);

// Selecting: each has its own lists
pair = pairOf();
pid = pcntl_fork();
if (pid == 0) {
  line('ready', socket_select([pair[0]], none, none, 10));
  socket_write(pair[0], text(socket_read(pair[0], 10)));
  exit(8);
}
socket_write(pair[1], 'echo');
line('answer', socket_select([pair[1]], none, none, 10));
line('is', text(socket_read(pair[1], 10)));
ends(pid);

// The last error is each one's own
error_reporting(0);
socket_connect(socket_create(AF_UNIX, SOCK_STREAM, 0)!, '/nowhere/at/all');
error_reporting(E_ALL);
line('before', socket_last_error());
pid = pcntl_fork();
if (pid == 0) {
  line('child has it', socket_last_error());
  socket_clear_error();
  exit(9);
}
ends(pid);
line('parent keeps it', socket_last_error());
