<?php
/*
 * The contestant in native PHP.
 *
 * Reads "row iterations port" lines, does one round each, and answers with the
 * nanoseconds that the measured part took.
 */

declare(strict_types=1);

const BLOCK = 64 << 10;
const LARGE = 1 << 20;
const DATAGRAM = 512;
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

function bound(int $type): Socket
{
    $socket = socket_create(AF_INET, $type, 0);
    if (!socket_bind($socket, '127.0.0.1')) {
        fail('bind');
    }
    return $socket;
}

function port_of(Socket $socket): int
{
    socket_getsockname($socket, $address, $port);
    return $port;
}

function datagrams(int $n): int
{
    $a = bound(SOCK_DGRAM);
    $b = bound(SOCK_DGRAM);
    if (!socket_connect($a, '127.0.0.1', port_of($b)) || !socket_connect($b, '127.0.0.1', port_of($a))) {
        fail('connect');
    }
    $data = str_repeat('x', DATAGRAM);
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        if (socket_write($a, $data) !== DATAGRAM) {
            fail('write');
        }
        if (strlen(socket_read($b, DATAGRAM)) !== DATAGRAM) {
            fail('read');
        }
    }
    return hrtime(true) - $start;
}

function connects(int $n, int $port): int
{
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        $socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
        if (!socket_connect($socket, '127.0.0.1', $port)) {
            fail('connect');
        }
        socket_close($socket);
    }
    return hrtime(true) - $start;
}

function accepts(int $n, int $port): int
{
    $listener = bound(SOCK_STREAM);
    if (!socket_listen($listener, 128)) {
        fail('listen');
    }
    $visitor = dial($port, 'a');
    socket_write($visitor, pack('n', port_of($listener)));
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        $socket = socket_accept($listener);
        if ($socket === false) {
            fail('accept');
        }
        socket_close($socket);
    }
    $took = hrtime(true) - $start;
    socket_close($listener);
    return $took;
}

function send_blocks(int $n, int $port, int $size): int
{
    $socket = dial($port, 's');
    $data = str_repeat('x', $size);
    $start = hrtime(true);
    for ($i = 0; $i < $n; $i++) {
        if (socket_write($socket, $data) !== $size) {
            fail('write');
        }
    }
    socket_shutdown($socket, 1);
    if (strlen(socket_read($socket, 1)) !== 1) {
        fail('read');
    }
    return hrtime(true) - $start;
}

function receive_blocks(int $n, int $port, int $size): int
{
    $socket = dial($port, 'g');
    $start = hrtime(true);
    for ($left = $n * $size; $left > 0;) {
        $got = strlen(socket_read($socket, $size));
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
        $row === 'udp' => datagrams($n),
        $row === 'connect' => connects($n, $port),
        $row === 'accept' => accepts($n, $port),
        $row === 'send' => send_blocks($n, $port, BLOCK),
        $row === 'receive' => receive_blocks($n, $port, BLOCK),
        $row === 'send-large' => send_blocks($n, $port, LARGE),
        $row === 'receive-large' => receive_blocks($n, $port, LARGE),
        // select(2) takes descriptors below 1,024 only.
        $row === 'select-10000' => -1,
        str_starts_with($row, 'select-') => select_among($n, (int) substr($row, 7), $port),
        $row === 'lines' => lines($n, $port),
        default => -1,
    };
    echo $took, "\n";
}
