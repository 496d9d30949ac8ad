// The program of test/processes/php/wait.php.
import {
  exit,
  getmypid,
  pcntl_errno,
  pcntl_fork,
  pcntl_get_last_error,
  pcntl_strerror,
  pcntl_wait,
  pcntl_waitpid,
  pcntl_wexitstatus,
  pcntl_wifcontinued,
  pcntl_wifexited,
  pcntl_wifsignaled,
  pcntl_wifstopped,
  pcntl_wstopsig,
  pcntl_wtermsig,
  posix_errno,
  posix_get_last_error,
  posix_getpid,
  posix_getppid,
  posix_kill,
  posix_strerror,
  Ref,
  SIGCHLD,
  SIGCONT,
  SIGHUP,
  SIGKILL,
  SIGTERM,
  SIGURG,
  SIGUSR1,
  SIGWINCH,
  socket_close,
  socket_read,
  socket_write,
  WNOHANG,
} from 'wasock';
import { child, line, pairOf, text } from './php';

const status = new Ref<i32>(77);
line('nobody', pcntl_waitpid(-1, status));
line('status stays', status.value);
line('error', pcntl_get_last_error());
line('the same', pcntl_errno());
line('text', pcntl_strerror(pcntl_get_last_error()));
let pid: i32 = 0;
const codes: i32[] = [0, 1, 7, 255];
for (let index = 0; index < codes.length; index++) {
  const code = codes[index];
  pid = child(code);
  line('exit ' + code.toString(), pcntl_waitpid(pid, status) == pid);
  line('status', status.value);
  line('exited', pcntl_wifexited(status.value));
  line('code', pcntl_wexitstatus(status.value));
  line('signaled', pcntl_wifsignaled(status.value));
  line('stopped', pcntl_wifstopped(status.value));
  line('by', pcntl_wstopsig(status.value));
  line('continued', pcntl_wifcontinued(status.value));
}
line('again', pcntl_waitpid(pid, status));

// One of several, by its id and by any
const first = child(1);
const second = child(2);
line('second', pcntl_waitpid(second, status) == second);
line('its code', pcntl_wexitstatus(status.value));
line('any', pcntl_wait(status) == first);
line('its code', pcntl_wexitstatus(status.value));
line('not mine', pcntl_waitpid(getmypid(), status));
line('0', pcntl_waitpid(child(9), status) > 0);

// A process that lives until it is told something
let pair = pairOf();
pid = pcntl_fork();
if (pid == 0) {
  socket_close(pair[0]);
  socket_read(pair[1], 1);
  exit(3);
}
socket_close(pair[1]);
status.value = 77;
line('not yet', pcntl_waitpid(pid, status, WNOHANG));
line('it lives', posix_kill(pid, 0));
socket_write(pair[0], 'x');
line('then', pcntl_waitpid(pid, status) == pid);
line('code', pcntl_wexitstatus(status.value));
line('it is gone', posix_kill(pid, 0));
line('error', posix_get_last_error());
line('the same', posix_errno());
line('text', posix_strerror(posix_get_last_error()));

// A zombie can be found
pair = pairOf();
pid = pcntl_fork();
if (pid == 0) exit(4);
socket_close(pair[1]);
socket_read(pair[0], 1);
line('zombie', posix_kill(pid, 0));
line('its end', pcntl_waitpid(pid, status) == pid && pcntl_wexitstatus(status.value) == 4);

// Signals
const signals: i32[] = [SIGKILL, SIGTERM, SIGUSR1, SIGHUP];
for (let index = 0; index < signals.length; index++) {
  pair = pairOf();
  pid = pcntl_fork();
  if (pid == 0) {
    socket_read(pair[1], 1);
    exit(5);
  }
  line('kill ' + signals[index].toString(), posix_kill(pid, signals[index]));
  pcntl_waitpid(pid, status);
  line('exited', pcntl_wifexited(status.value));
  line('signaled', pcntl_wifsignaled(status.value));
  line('by', pcntl_wtermsig(status.value));
  line('status', status.value);
}
// Signals that nothing happens by
pair = pairOf();
pid = pcntl_fork();
if (pid == 0) {
  socket_read(pair[1], 1);
  exit(6);
}
const ignored: i32[] = [SIGCHLD, SIGURG, SIGWINCH, SIGCONT];
for (let index = 0; index < ignored.length; index++) {
  line('ignored ' + ignored[index].toString(), posix_kill(pid, ignored[index]));
}
line('no such', posix_kill(pid, 65));
line('error', posix_get_last_error());
line('negative', posix_kill(pid, -1));
line('error', posix_get_last_error());
socket_write(pair[0], 'x');
line('lived', pcntl_waitpid(pid, status) == pid && pcntl_wexitstatus(status.value) == 6);

// A grandchild is not mine to wait for; the child's end leaves it an orphan
pair = pairOf();
const me = getmypid();
pid = pcntl_fork();
if (pid == 0) {
  const own = getmypid();
  line('its parent', posix_getppid() == me);
  line('another id', own != me && own == posix_getpid());
  const asked = pairOf();
  if (pcntl_fork() == 0) {
    line("grandchild's parent", posix_getppid() == own);
    socket_write(asked[1], 'x');
    socket_write(pair[1], getmypid().toString());
    socket_read(pair[1], 1);
    // Its parent has ended by now
    line('orphan', posix_getppid() != own);
    socket_write(pair[1], 'x');
    exit(1);
  }
  socket_read(asked[0], 1);
  exit(8);
}
const grandchild = <i32>parseInt(text(socket_read(pair[0], 20)));
pcntl_waitpid(pid, status);
line('child', pcntl_wexitstatus(status.value));
line('grandchild lives', posix_kill(grandchild, 0));
line('not mine', pcntl_waitpid(grandchild, status));
socket_write(pair[0], 'x');
line('it answers', text(socket_read(pair[0], 1)));
line('nobody left', pcntl_wait(status));
exit(42);
