<?php
/*
 * What both servers share: one loop of socket_select over a listener and its connections.
 */

declare(strict_types=1);

const BLOCK = 64 << 10;

/**
 * Serves until it is killed. Prints its port. `$answer` answers the whole requests at the start of what has come, and tells
 * how many bytes they were.
 *
 * @param callable(string, string &$answers): int $answer
 */
function serve(callable $answer): never
{
    $listener = socket_create(AF_INET, SOCK_STREAM, 0);
    socket_bind($listener, '127.0.0.1');
    socket_listen($listener, 511);
    socket_getsockname($listener, $address, $port);
    echo $port, "\n";
    // That a client has reset its connection is no news.
    error_reporting(0);
    $received = [];
    $watched = [$listener];
    for (;;) {
        $ready = $watched;
        $write = $except = null;
        socket_select($ready, $write, $except, null);
        foreach ($ready as $socket) {
            if ($socket === $listener) {
                $accepted = socket_accept($listener);
                if ($accepted !== false) {
                    $watched[] = $accepted;
                    $received[spl_object_id($accepted)] = '';
                }
                continue;
            }
            $id = spl_object_id($socket);
            $data = socket_read($socket, BLOCK);
            $answers = '';
            if ($data !== false && $data !== '') {
                $whole = $received[$id] === '' ? $data : $received[$id] . $data;
                $done = $answer($whole, $answers);
                $received[$id] = $done === strlen($whole) ? '' : substr($whole, $done);
            } else {
                $answers = null;
            }
            if ($answers === null || ($answers !== '' && socket_write($socket, $answers) !== strlen($answers))) {
                socket_close($socket);
                unset($received[$id]);
                array_splice($watched, array_search($socket, $watched, true), 1);
            }
        }
    }
}
