<?php
// Addresses as texts: what is understood, and how it is written.
require __DIR__ . '/prelude.php';

foreach (['127.0.0.1', '127.1', '127.0.1', '2130706433', '0177.1', '017700000001', '127.255.255.255'] as $address) {
    $socket = socket_create(AF_INET, SOCK_DGRAM, 0);
    say("bind $address", fn() => socket_bind($socket, $address));
    socket_getsockname($socket, $name, $port);
    say('name', fn() => $name);
}
foreach (['', '0x7f.1', '127.0.0.1 ', ' 127.0.0.1', '1.2.3.', '08.1.1.1', '4294967296', '127.0.0.1x'] as $address) {
    $socket = socket_create(AF_INET, SOCK_DGRAM, 0);
    say("bind '$address'", fn() => @socket_bind($socket, $address));
}
$texts = ['::1', '::', '0:0:0:0:0:0:0:1', '::0001', '::ffff:127.0.0.1', '0::1'];
foreach ($texts as $address) {
    $socket = socket_create(AF_INET6, SOCK_DGRAM, 0);
    say("bind $address", fn() => socket_bind($socket, $address));
    socket_getsockname($socket, $name, $port);
    say('name', fn() => $name);
}
foreach (['::1%lo', '1:2:3:4:5:6:7', '1::2::3', '12345::', '::1.2.3.04', '::ffff:127.1', '[::1]', ':::', '1:', ':1', '1:2:3:4:5:6:7:8:9', '::%', '::1%'] as $address) {
    $socket = socket_create(AF_INET6, SOCK_DGRAM, 0);
    say("bind '$address'", fn() => @socket_bind($socket, $address));
}
