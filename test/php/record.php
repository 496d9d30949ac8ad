<?php
// Records this directory's data anew from the PHP that runs it: `php test/php/record.php`. PHP 8.2, with its sockets
// extension, on Linux with glibc.
$here = __DIR__;

foreach (['warnings', 'lines', 'addresses', 'options'] as $scenario) {
    $directory = sys_get_temp_dir() . '/wasock-record-' . getmypid();
    mkdir($directory);
    $command = [PHP_BINARY, "$here/$scenario.php", $directory];
    file_put_contents("$here/$scenario.txt", shell_exec(implode(' ', array_map('escapeshellarg', $command))));
    rmdir($directory);
}

function record(string $name, array $facts): void
{
    $flags = JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES;
    file_put_contents(__DIR__ . "/$name.json", json_encode($facts, $flags) . "\n");
}

record('constants', get_defined_constants(true)['sockets']);

$texts = [];
$others = [-10005, -10004, -10003, -10002, -10001, -10000, -9999, 255, 256, 1000, 2147483647, -2147483648];
foreach ([...range(-3, 135), ...$others] as $number) $texts[$number] = socket_strerror($number);
record('strerror', $texts);

// The forms stay those that are there; null is no address.
$forms = [];
foreach (json_decode(file_get_contents("$here/inet6.json"), true) as $text => $_) {
    $bytes = @inet_pton((string) $text);
    $forms[$text] = $bytes !== false && strlen($bytes) === 16 ? inet_ntop($bytes) : null;
}
record('inet6', $forms);
