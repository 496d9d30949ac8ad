<?php
/*
 * The contestant in native PHP.
 *
 * Reads "row iterations port" lines, does one round each, and answers with the
 * nanoseconds that the measured part took.
 */

declare(strict_types=1);

const BLOCK = 65536;
const LINE = 80;

function fail(string $what): never
{
    fwrite(STDERR, "$what: " . socket_strerror(socket_last_error()) . "\n");
    exit(1);
}

function dial(int $port, string $mode): Socket
{
    $socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
    if (!socket_connect($socket, '127.0.0.1', $port)) {
        fail('connect');
    }
    if (socket_write($socket, $mode) !== 1) {
        fail('write');
    }
    return $socket;
}

function pair(int $n): int
{
    $pair = [];
    if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair)) {
        fail('pair');
    }
    [$a, $b] = $pair;
    $data = str_repeat('x', 64);
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        if (socket_write($a, $data) !== 64) {
            fail('write');
        }
        if (strlen(socket_read($b, 64)) !== 64) {
            fail('read');
        }
    }
    return hrtime(true) - $start;
}

function echo_trips(int $n, int $port): int
{
    $socket = dial($port, 'e');
    $data = str_repeat('x', 64);
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        if (socket_write($socket, $data) !== 64) {
            fail('write');
        }
        if (strlen(socket_read($socket, 64)) !== 64) {
            fail('read');
        }
    }
    return hrtime(true) - $start;
}

function send_blocks(int $n, int $port): int
{
    $socket = dial($port, 's');
    $data = str_repeat('x', BLOCK);
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        if (socket_write($socket, $data) !== BLOCK) {
            fail('write');
        }
    }
    socket_shutdown($socket, 1);
    if (strlen(socket_read($socket, 1)) !== 1) {
        fail('read');
    }
    return hrtime(true) - $start;
}

function receive_blocks(int $n, int $port): int
{
    $socket = dial($port, 'g');
    $start = hrtime(true);
    for ($left = $n * BLOCK; $left > 0;) {
        $got = strlen(socket_read($socket, BLOCK));
        if ($got <= 0) {
            fail('read');
        }
        $left -= $got;
    }
    return hrtime(true) - $start;
}

function select_among(int $n, int $count, int $port): int
{
    $sockets = [];
    for ($i = 0; $i < $count; $i++) {
        $sockets[] = dial($port, $i === intdiv($count, 2) ? 'r' : 'i');
    }
    $read = $sockets;
    $write = $except = null;
    socket_select($read, $write, $except, null); // until the byte is there
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        $read = $sockets;
        $write = $except = null;
        if (socket_select($read, $write, $except, null) !== 1) {
            fail('select');
        }
    }
    return hrtime(true) - $start;
}

function lines(int $n, int $port): int
{
    $socket = dial($port, 'g');
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        if (strlen(socket_read($socket, 1024, PHP_NORMAL_READ)) !== LINE) {
            fail('line');
        }
    }
    return hrtime(true) - $start;
}

while (($command = fgets(STDIN)) !== false) {
    [$row, $n, $port] = explode(' ', trim($command));
    [$n, $port] = [(int) $n, (int) $port];
    $took = match (true) {
        $row === 'pair' => pair($n),
        $row === 'echo' => echo_trips($n, $port),
        $row === 'send' => send_blocks($n, $port),
        $row === 'receive' => receive_blocks($n, $port),
        str_starts_with($row, 'select-') => select_among($n, (int) substr($row, 7), $port),
        $row === 'lines' => lines($n, $port),
        default => -1,
    };
    echo $took, "\n";
}
