<?php
// PHP_NORMAL_READ, where everything to read is there. PHP 8.2 is not asked for the end of the stream or a socket
// without a whole line in non-blocking mode: it loses the line, or never comes back.
require __DIR__ . '/prelude.php';
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
[$one, $two] = $pair;
$line = fn(int $length = 100) => socket_read($two, $length, PHP_NORMAL_READ);

socket_write($one, "one\ntwo\rthree\r\nfour five six\n\n\nlast\n" . str_repeat('x', 1000) . "\n");
say('line feed', fn() => $line());
say('carriage return', fn() => $line());
say('both', fn() => $line());
say('the rest of both', fn() => $line());
say('limit', fn() => $line(4));
say('after the limit', fn() => $line(5));
say('limit at the end', fn() => $line(4));
say('empty', fn() => $line());
say('bytes between', fn() => socket_read($two, 1));
say('limit 1', fn() => $line(1));
say('limit 0', fn() => $line(0));
say('limit just right', fn() => $line(4));
say('long', fn() => $line(2000));
