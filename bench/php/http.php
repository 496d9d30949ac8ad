<?php
/*
 * An HTTP/1.1 server that keeps connections.
 */

declare(strict_types=1);

require 'server.php';

const FOUND = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world!";
const MISSING = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

serve(function (string $data, string &$answers): int {
    $start = 0;
    while (($end = strpos($data, "\r\n\r\n", $start)) !== false) {
        $answers .= substr_compare($data, "GET / HTTP/1.1\r\n", $start, 16) === 0 ? FOUND : MISSING;
        $start = $end + 4;
    }
    return $start;
});
