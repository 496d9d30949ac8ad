<?php
// Waiting for processes: statuses, WNOHANG, what is waited for, zombies, orphans.
function line($name, $value) { echo $name, ': ', var_export($value, true), "\n"; }
/** Forks; the child ends with the code. */
function child($code) {
    $pid = pcntl_fork();
    if ($pid === 0) exit($code);
    return $pid;
}
$status = 77;
line('nobody', pcntl_waitpid(-1, $status));
line('status stays', $status);
line('error', pcntl_get_last_error());
line('the same', pcntl_errno());
line('text', pcntl_strerror(pcntl_get_last_error()));
foreach ([0, 1, 7, 255] as $code) {
    $pid = child($code);
    line("exit $code", pcntl_waitpid($pid, $status) === $pid);
    line('status', $status);
    line('exited', pcntl_wifexited($status));
    line('code', pcntl_wexitstatus($status));
    line('signaled', pcntl_wifsignaled($status));
    line('stopped', pcntl_wifstopped($status));
    line('by', pcntl_wstopsig($status));
    line('continued', pcntl_wifcontinued($status));
}
line('again', pcntl_waitpid($pid, $status));

// One of several, by its id and by any
$first = child(1);
$second = child(2);
line('second', pcntl_waitpid($second, $status) === $second);
line('its code', pcntl_wexitstatus($status));
line('any', pcntl_wait($status) === $first);
line('its code', pcntl_wexitstatus($status));
line('not mine', pcntl_waitpid(getmypid(), $status));
line('0', pcntl_waitpid(child(9), $status) > 0);

// A process that lives until it is told something
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$pid = pcntl_fork();
if ($pid === 0) {
    socket_close($pair[0]);
    socket_read($pair[1], 1);
    exit(3);
}
socket_close($pair[1]);
$status = 77;
line('not yet', pcntl_waitpid($pid, $status, WNOHANG));
line('it lives', posix_kill($pid, 0));
socket_write($pair[0], 'x');
line('then', pcntl_waitpid($pid, $status) === $pid);
line('code', pcntl_wexitstatus($status));
line('it is gone', posix_kill($pid, 0));
line('error', posix_get_last_error());
line('the same', posix_errno());
line('text', posix_strerror(posix_get_last_error()));

// A zombie can be found
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$pid = pcntl_fork();
if ($pid === 0) exit(4);
socket_close($pair[1]);
socket_read($pair[0], 1);
line('zombie', posix_kill($pid, 0));
line('its end', pcntl_waitpid($pid, $status) === $pid && pcntl_wexitstatus($status) === 4);

// Signals
foreach ([SIGKILL, SIGTERM, SIGUSR1, SIGHUP] as $signal) {
    socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
    $pid = pcntl_fork();
    if ($pid === 0) {
        socket_read($pair[1], 1);
        exit(5);
    }
    line("kill $signal", posix_kill($pid, $signal));
    pcntl_waitpid($pid, $status);
    line('exited', pcntl_wifexited($status));
    line('signaled', pcntl_wifsignaled($status));
    line('by', pcntl_wtermsig($status));
    line('status', $status);
}
// Signals that nothing happens by
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$pid = pcntl_fork();
if ($pid === 0) {
    socket_read($pair[1], 1);
    exit(6);
}
foreach ([SIGCHLD, SIGURG, SIGWINCH, SIGCONT] as $signal) line("ignored $signal", posix_kill($pid, $signal));
line('no such', posix_kill($pid, 65));
line('error', posix_get_last_error());
line('negative', posix_kill($pid, -1));
line('error', posix_get_last_error());
socket_write($pair[0], 'x');
line('lived', pcntl_waitpid($pid, $status) === $pid && pcntl_wexitstatus($status) === 6);

// A grandchild is not mine to wait for; the child's end leaves it an orphan
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$me = getmypid();
$pid = pcntl_fork();
if ($pid === 0) {
    $child = getmypid();
    line('its parent', posix_getppid() === $me);
    line('another id', $child !== $me && $child === posix_getpid());
    socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $asked);
    $grandchild = pcntl_fork();
    if ($grandchild === 0) {
        line('grandchild\'s parent', posix_getppid() === $child);
        socket_write($asked[1], 'x');
        socket_write($pair[1], (string) getmypid());
        socket_read($pair[1], 1);
        // Its parent has ended by now
        line('orphan', posix_getppid() !== $child);
        socket_write($pair[1], 'x');
        exit(1);
    }
    socket_read($asked[0], 1);
    exit(8);
}
$grandchild = (int) socket_read($pair[0], 20);
pcntl_waitpid($pid, $status);
line('child', pcntl_wexitstatus($status));
line('grandchild lives', posix_kill($grandchild, 0));
line('not mine', pcntl_waitpid($grandchild, $status));
socket_write($pair[0], 'x');
line('it answers', socket_read($pair[0], 1));
line('nobody left', pcntl_wait($status));
exit(42);
