<?php
// What two processes have of one socket, and what each has of its own.
function line($name, $value) { echo $name, ': ', var_export($value, true), "\n"; }
/** Waits for the child. */
function ends($pid) { pcntl_waitpid($pid, $status); line('ends', pcntl_wexitstatus($status)); }

// Closing is each one's own; the end comes when both have closed
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$pid = pcntl_fork();
if ($pid === 0) {
    socket_write($pair[1], 'from the child');
    socket_close($pair[1]);
    socket_close($pair[0]);
    exit(1);
}
line('read', socket_read($pair[0], 100));
ends($pid);
line('still open', socket_write($pair[1], 'parent'));
line('read', socket_read($pair[0], 100));
socket_close($pair[1]);
line('end', socket_read($pair[0], 100));

// Shutting down is for both
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$pid = pcntl_fork();
if ($pid === 0) {
    socket_shutdown($pair[1], 1);
    exit(2);
}
ends($pid);
line('pipe', @socket_write($pair[1], 'x'));
line('error', socket_last_error($pair[1]));

// Timeouts and options belong to the description
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$pid = pcntl_fork();
if ($pid === 0) {
    socket_set_option($pair[0], SOL_SOCKET, SO_RCVTIMEO, ['sec' => 0, 'usec' => 20000]);
    socket_set_option($pair[0], SOL_SOCKET, SO_RCVBUF, 20000);
    exit(3);
}
ends($pid);
line('size', socket_get_option($pair[0], SOL_SOCKET, SO_RCVBUF));
line('timeout', @socket_read($pair[0], 1));
line('error', socket_last_error($pair[0]));

// Messages are received by one of both
socket_create_pair(AF_UNIX, SOCK_DGRAM, 0, $pair);
socket_write($pair[0], 'one');
socket_write($pair[0], 'two');
$pid = pcntl_fork();
if ($pid === 0) {
    line('child', socket_read($pair[1], 10));
    exit(4);
}
ends($pid);
line('parent', socket_read($pair[1], 10));

// A listener: what the child accepts, and what is left for the parent
$listener = socket_create(AF_INET, SOCK_STREAM, 0);
socket_bind($listener, '127.0.0.1', 0);
socket_listen($listener);
socket_getsockname($listener, $address, $port);
$pid = pcntl_fork();
if ($pid === 0) {
    $client = socket_create(AF_INET, SOCK_STREAM, 0);
    line('connect', socket_connect($client, '127.0.0.1', $port));
    socket_write($client, 'hello');
    line('client', socket_read($client, 100));
    exit(5);
}
$accepted = socket_accept($listener);
line('server', socket_read($accepted, 100));
$worker = pcntl_fork();
if ($worker === 0) {
    // Serves what its parent has accepted
    socket_write($accepted, 'served by a grandchild');
    exit(6);
}
ends($pid);
ends($worker);
socket_close($accepted);

// Selecting: each has its own lists
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
$pid = pcntl_fork();
if ($pid === 0) {
    $read = [$pair[0]];
    $write = $except = null;
    line('ready', socket_select($read, $write, $except, 10));
    socket_write($pair[0], socket_read($pair[0], 10));
    exit(8);
}
socket_write($pair[1], 'echo');
$read = [$pair[1]];
$write = $except = null;
line('answer', socket_select($read, $write, $except, 10));
line('is', socket_read($pair[1], 10));
ends($pid);

// The last error is each one's own
@socket_connect(socket_create(AF_UNIX, SOCK_STREAM, 0), '/nowhere/at/all');
line('before', socket_last_error());
$pid = pcntl_fork();
if ($pid === 0) {
    line('child has it', socket_last_error());
    socket_clear_error();
    exit(9);
}
ends($pid);
line('parent keeps it', socket_last_error());
