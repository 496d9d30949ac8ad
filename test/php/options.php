<?php
// Options, both ways.
require __DIR__ . '/prelude.php';
$tcp = socket_create(AF_INET, SOCK_STREAM, 0);
$udp = socket_create(AF_INET, SOCK_DGRAM, 0);
$six = socket_create(AF_INET6, SOCK_STREAM, 0);

$get = fn($socket, $level, $name) => socket_get_option($socket, $level, $name);
say('SO_TYPE', fn() => $get($tcp, SOL_SOCKET, SO_TYPE));
say('SO_TYPE', fn() => $get($udp, SOL_SOCKET, SO_TYPE));
say('SO_ERROR', fn() => $get($tcp, SOL_SOCKET, SO_ERROR));
foreach (['SO_REUSEADDR', 'SO_KEEPALIVE', 'SO_OOBINLINE', 'SO_DONTROUTE', 'SO_BROADCAST', 'SO_REUSEPORT'] as $name) {
    say("$name before", fn() => $get($tcp, SOL_SOCKET, constant($name)));
    say("set $name", fn() => socket_set_option($tcp, SOL_SOCKET, constant($name), 1));
    say($name, fn() => $get($tcp, SOL_SOCKET, constant($name)));
    say("reset $name", fn() => socket_set_option($tcp, SOL_SOCKET, constant($name), false));
    say($name, fn() => $get($tcp, SOL_SOCKET, constant($name)));
}
say('set SO_RCVBUF', fn() => socket_set_option($tcp, SOL_SOCKET, SO_RCVBUF, 20000));
say('SO_RCVBUF', fn() => $get($tcp, SOL_SOCKET, SO_RCVBUF));
say('set SO_SNDBUF', fn() => socket_setopt($tcp, SOL_SOCKET, SO_SNDBUF, '30000'));
say('SO_SNDBUF', fn() => socket_getopt($tcp, SOL_SOCKET, SO_SNDBUF));
say('set TCP_NODELAY', fn() => socket_set_option($tcp, SOL_TCP, TCP_NODELAY, 1));
say('TCP_NODELAY', fn() => $get($tcp, SOL_TCP, TCP_NODELAY));
say('TCP_NODELAY of UDP', fn() => $get($udp, SOL_TCP, TCP_NODELAY));
say('set IPV6_V6ONLY', fn() => socket_set_option($six, IPPROTO_IPV6, IPV6_V6ONLY, 1));
say('IPV6_V6ONLY', fn() => $get($six, IPPROTO_IPV6, IPV6_V6ONLY));
say('IPV6_V6ONLY of IPv4', fn() => $get($tcp, IPPROTO_IPV6, IPV6_V6ONLY));
say('unknown', fn() => $get($tcp, SOL_SOCKET, 999));
say('unknown level', fn() => $get($tcp, 99, 1));
say('unknown by the other name', fn() => socket_getopt($tcp, SOL_SOCKET, 999));
say('set unknown by the other name', fn() => socket_setopt($tcp, SOL_SOCKET, 999, 1));
say('set unknown', fn() => socket_set_option($tcp, SOL_SOCKET, 999, 1));
say('set SO_ERROR', fn() => socket_set_option($tcp, SOL_SOCKET, SO_ERROR, 1));
say('set SO_TYPE', fn() => socket_set_option($tcp, SOL_SOCKET, SO_TYPE, 1));

$linger = fn() => implode(' ', socket_get_option($tcp, SOL_SOCKET, SO_LINGER));
say('SO_LINGER', $linger);
say('set SO_LINGER', fn() => socket_set_option($tcp, SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 5]));
say('SO_LINGER', $linger);
say('set SO_LINGER to 1', fn() => socket_set_option($tcp, SOL_SOCKET, SO_LINGER, 1));
foreach ([SO_RCVTIMEO, SO_SNDTIMEO] as $name) {
    $time = fn() => implode(' ', socket_get_option($tcp, SOL_SOCKET, $name));
    $set = fn($sec, $usec) => socket_set_option($tcp, SOL_SOCKET, $name, ['sec' => $sec, 'usec' => $usec]);
    say('time', $time);
    say('set time', fn() => $set(1, 500000));
    say('time', $time);
    say('set 1000000 us', fn() => $set(1, 1000000));
    say('set -1 us', fn() => $set(0, -1));
    say('set -1 s', fn() => $set(-1, 0));
    say('time', $time);
    say('set time to 1', fn() => socket_set_option($tcp, SOL_SOCKET, $name, 1));
}
