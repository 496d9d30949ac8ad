<?php
// Many processes: forks in loops and in deep calls, and what each has of memory.
function line($name, $value) { echo $name, ': ', var_export($value, true), "\n"; }

// Nested: three forks make eight processes, each with its own path
socket_create_pair(AF_UNIX, SOCK_DGRAM, 0, $pair);
$me = getmypid();
$path = '';
for ($level = 0; $level < 3; $level++) $path .= pcntl_fork() === 0 ? 'c' : 'p';
socket_write($pair[0], $path);
while (pcntl_wait($status) > 0);
if (getmypid() !== $me) exit(0);
$paths = [];
for ($count = 0; $count < 8; $count++) $paths[] = socket_read($pair[1], 10);
sort($paths);
line('paths', implode(' ', $paths));

// A fork deep in calls: both return through all of them
function down($depth) {
    if ($depth === 0) return pcntl_fork() === 0 ? 1000000 : 0;
    $own = $depth * 3;
    return down($depth - 1) + $own;
}
$sum = down(1000);
if ($sum > 1000000 + 1501499) exit($sum === 1000000 + 1501500 ? 11 : 12);
line('parent', $sum);
pcntl_wait($status);
line('child', pcntl_wexitstatus($status));

// Memory is each one's own
$list = ['before'];
$total = 0.5;
$pid = pcntl_fork();
if ($pid === 0) {
    $list[] = 'child';
    $total *= 3;
    line('child', implode(' ', $list));
    line('its total', $total);
    exit(0);
}
pcntl_wait($status);
$list[] = 'parent';
line('parent', implode(' ', $list));
line('its total', $total);

// A child that makes a child, and so on
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
function chain($left, $socket) {
    if ($left === 0) {
        socket_write($socket, 'the last');
        exit(1);
    }
    $pid = pcntl_fork();
    if ($pid === 0) chain($left - 1, $socket);
    pcntl_waitpid($pid, $status);
    exit(pcntl_wexitstatus($status) + 1);
}
$pid = pcntl_fork();
if ($pid === 0) chain(4, $pair[1]);
line('from', socket_read($pair[0], 20));
pcntl_waitpid($pid, $status);
line('count', pcntl_wexitstatus($status));

// Eight at once, each of which answers with what it was given
socket_create_pair(AF_UNIX, SOCK_DGRAM, 0, $pair);
$pids = [];
for ($index = 0; $index < 8; $index++) {
    $pid = pcntl_fork();
    if ($pid === 0) {
        socket_write($pair[0], (string) ($index * $index));
        exit($index);
    }
    $pids[] = $pid;
}
$sum = 0;
for ($index = 0; $index < 8; $index++) $sum += (int) socket_read($pair[1], 10);
line('sum', $sum);
$codes = '';
foreach ($pids as $pid) {
    pcntl_waitpid($pid, $status);
    $codes .= pcntl_wexitstatus($status);
}
line('codes', $codes);
