<?php
// A failure of every kind, with its warning. Argument 1 is an empty directory. The addresses that are refused need a
// machine without an address 192.0.2.1 and with nothing on port 1 of loopback.
require __DIR__ . '/prelude.php';
$directory = $argv[1];
$long = str_repeat('x', 108);

// Making sockets.
say('create type 0', fn() => socket_create(AF_INET, 0, 0));
say('create rdm', fn() => socket_create(AF_INET, SOCK_RDM, 0));
say('create stream of udp', fn() => socket_create(AF_INET, SOCK_STREAM, SOL_UDP));
say('create type -1', fn() => socket_create(AF_INET, -1, 0));
say('error', fn() => socket_last_error());
socket_clear_error();
say('no error', fn() => socket_last_error());
say('pair of inet', function () {
    return socket_create_pair(AF_INET, SOCK_STREAM, 0, $pair);
});

// A pair.
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
[$one, $two] = $pair;
say('read 0', fn() => socket_read($one, 0));
say('read -5', fn() => socket_read($one, -5));
say('write 10 of 3', fn() => socket_write($one, 'abc', 10));
say('write 2 of 3', fn() => socket_write($one, 'abc', 2));
say('write 0', fn() => socket_write($one, 'abc', 0));
say('read', fn() => socket_read($two, 100));
say('send -1', fn() => socket_send($one, 'abc', -1, 0));
say('sendto -1', fn() => socket_sendto($one, 'abc', -1, 0, '/x'));
say('sendto connected', fn() => socket_sendto($one, 'abc', 3, 0, "$directory/none"));
say('shutdown 5', fn() => socket_shutdown($one, 5));
say('shutdown -1', fn() => socket_shutdown($one, -1));
say('accept', fn() => socket_accept($one));
say('listen', fn() => socket_listen($one));
say('bind', fn() => socket_bind($one, "$directory/no/where"));
say('bind long', fn() => socket_bind($one, $long));
say('connect', fn() => socket_connect($two, "$directory/none"));
say('connect long', fn() => socket_connect($two, $long));
socket_set_nonblock($one);
say('read nothing', fn() => socket_read($one, 10));
say('error', fn() => socket_last_error($one));
socket_clear_error($one);
say('no error', fn() => socket_last_error($one));
say('error of all', fn() => socket_last_error());
say('recv nothing', function () use ($one) {
    $data = 'before';
    $result = socket_recv($one, $data, 10, 0);
    echo 'data: ', text($data), "\n";
    return $result;
});
say('recvfrom nothing', function () use ($one) {
    $name = 'before';
    $result = socket_recvfrom($one, $data, 10, 0, $name);
    echo 'name: ', $name, "\n";
    return $result;
});
say('recv 0', function () use ($one) {
    return socket_recv($one, $data, 0, 0);
});

// TCP.
$tcp = socket_create(AF_INET, SOCK_STREAM, 0);
say('bind elsewhere', fn() => socket_bind($tcp, '192.0.2.1', 0));
say('connect without port', fn() => socket_connect($tcp, '127.0.0.1'));
say('connect refused', fn() => socket_connect($tcp, '127.0.0.1', 1));
say('error', fn() => socket_last_error($tcp));
say('peer', function () use ($tcp) {
    return socket_getpeername($tcp, $name, $port);
});
$fresh = socket_create(AF_INET, SOCK_STREAM, 0);
say('read unconnected', fn() => socket_read($fresh, 10));
say('write unconnected', fn() => socket_write($fresh, 'x'));
say('send unconnected', fn() => socket_send($fresh, 'x', 1, 0));
say('recv unconnected', function () use ($fresh) {
    return socket_recv($fresh, $data, 10, 0);
});
say('recvfrom unconnected', function () use ($fresh) {
    return socket_recvfrom($fresh, $data, 10, 0, $name, $port);
});
say('recvfrom without port', function () use ($fresh) {
    return socket_recvfrom($fresh, $data, 10, 0, $name);
});
say('accept', fn() => socket_accept($fresh));
say('shutdown', fn() => socket_shutdown($fresh));
$listener = socket_create_listen(0);
socket_getsockname($listener, $name, $port);
say('listens on', fn() => $name);
say('listen twice', function () use ($port) {
    return socket_create_listen($port);
});
$client = socket_create(AF_INET, SOCK_STREAM, 0);
say('connect', fn() => socket_connect($client, '127.0.0.1', $port));
say('connect twice', fn() => socket_connect($client, '127.0.0.1', $port));
say('bind connected', fn() => socket_bind($client, '127.0.0.1', 0));
$six = socket_create(AF_INET6, SOCK_STREAM, 0);
say('connect without port', fn() => socket_connect($six, '::1'));
say('connect refused', fn() => socket_connect($six, '::1', 1));

// UDP.
$udp = socket_create(AF_INET, SOCK_DGRAM, 0);
say('listen', fn() => socket_listen($udp));
say('accept', fn() => socket_accept($udp));
say('sendto long', fn() => socket_sendto($udp, str_repeat('x', 70000), 70000, 0, '127.0.0.1', 9));
say('sendto port 0', fn() => socket_sendto($udp, 'x', 1, 0, '127.0.0.1', 0));
$local = socket_create(AF_UNIX, SOCK_DGRAM, 0);
say('write unconnected', fn() => socket_write($local, 'x'));
say('recvfrom oob', function () use ($local) {
    return socket_recvfrom($local, $data, 10, MSG_OOB, $name);
});
say('sendto nowhere', fn() => socket_sendto($local, 'x', 1, 0, "$directory/none"));

// Select.
say('select nothing', function () {
    $read = $write = $except = null;
    return socket_select($read, $write, $except, 0);
});
say('select empty', function () {
    $read = [];
    $write = $except = null;
    return socket_select($read, $write, $except, 0);
});
say('select -1', function () use ($udp) {
    $read = [$udp];
    $write = $except = null;
    return socket_select($read, $write, $except, -1);
});
say('select -1 us', function () use ($udp) {
    $read = [$udp];
    $write = $except = null;
    return socket_select($read, $write, $except, 0, -1);
});
say('select three times', function () use ($udp) {
    $read = [$udp];
    $write = [$udp, $udp, $udp];
    $except = null;
    $count = socket_select($read, $write, $except, 0, 2000000);
    echo 'left: ', count($read), ' ', count($write), "\n";
    return $count;
});

// Closed sockets.
socket_close($udp);
say('close', fn() => socket_close($udp));
say('write', fn() => socket_write($udp, 'x'));
say('error', fn() => socket_last_error($udp));
say('nonblock', fn() => socket_set_nonblock($udp));
say('select closed', function () use ($udp) {
    $read = [$udp];
    $write = $except = null;
    return socket_select($read, $write, $except, 0);
});
