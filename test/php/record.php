<?php
// Records what this PHP does: `php test/php/record.php [directory]`, by default this directory. PHP 8.2, with its
// sockets extension, on Linux with glibc.
require __DIR__ . '/run.php';

$into = $argv[1] ?? __DIR__;
if (!is_dir("$into/scenarios")) mkdir("$into/scenarios", 0777, true);

foreach (glob(__DIR__ . '/scenarios/*.scenario') as $path) {
    // Each in a process of its own: the last error and what a scenario leaves open are its alone.
    $command = [PHP_BINARY, __DIR__ . '/run.php', $path];
    exec(implode(' ', array_map(escapeshellarg(...), $command)), $lines, $status);
    if ($status !== 0) exit("$path could not be run\n");
    file_put_contents("$into/scenarios/" . basename($path, '.scenario') . '.txt', implode("\n", $lines) . "\n");
    $lines = [];
}

function record(string $into, string $name, array $facts): void
{
    $flags = JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES;
    file_put_contents("$into/$name.json", json_encode($facts, $flags) . "\n");
}

record($into, 'constants', get_defined_constants(true)['sockets']);

$texts = [];
$others = [-10005, -10004, -10003, -10002, -10001, -10000, -9999, 255, 256, 1000, 2147483647, -2147483648];
foreach ([...range(-3, 135), ...$others] as $number) $texts[$number] = socket_strerror($number);
record($into, 'strerror', $texts);

// The forms stay those that are there; null is no address.
$forms = [];
foreach (json_decode(file_get_contents(__DIR__ . '/inet6.json'), true) as $text => $_) {
    $bytes = @inet_pton((string) $text);
    $forms[$text] = $bytes !== false && strlen($bytes) === 16 ? inet_ntop($bytes) : null;
}
record($into, 'inet6', $forms);
