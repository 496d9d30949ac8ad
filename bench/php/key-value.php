<?php
/*
 * A key-value server in the protocol of Redis: GET, SET and PING, as redis-benchmark asks.
 */

declare(strict_types=1);

require 'server.php';

/** The number in a line that begins with `*` or `$`; -1 if not all of it has come. */
function read_number(string $data, int &$at): int
{
    $end = strpos($data, "\r\n", $at);
    if ($end === false) {
        return -1;
    }
    $number = (int) substr($data, $at + 1, $end - $at - 1);
    $at = $end + 2;
    return $number;
}

/** @return list<string>|null   null if not all of it has come */
function read_command(string $data, int &$at): ?array
{
    if ($at >= strlen($data)) {
        return null;
    }
    $count = read_number($data, $at);
    if ($count < 0) {
        return null;
    }
    $words = [];
    for ($i = 0; $i < $count; $i++) {
        $size = $at < strlen($data) ? read_number($data, $at) : -1;
        if ($size < 0 || $at + $size + 2 > strlen($data)) {
            return null;
        }
        $words[] = substr($data, $at, $size);
        $at += $size + 2;
    }
    return $words;
}

$values = [];

serve(function (string $data, string &$answers) use (&$values): int {
    $at = $done = 0;
    while (($words = read_command($data, $at)) !== null) {
        $done = $at;
        $command = $words[0];
        if ($command === 'GET' && count($words) === 2) {
            $value = $values[$words[1]] ?? null;
            $answers .= $value === null ? "$-1\r\n" : '$' . strlen($value) . "\r\n" . $value . "\r\n";
        } elseif ($command === 'SET' && count($words) >= 3) {
            $values[$words[1]] = $words[2];
            $answers .= "+OK\r\n";
        } else {
            $answers .= $command === 'PING' ? "+PONG\r\n" : "-ERR unknown command\r\n";
        }
    }
    return $done;
});
