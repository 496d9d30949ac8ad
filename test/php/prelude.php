<?php
// What the scenarios share: facts as "name: value" lines, warnings as "Warning: text" lines. An exception of PHP 8 is
// recorded as the warning that the guest raises in its place.
set_error_handler(function (int $level, string $text): bool {
    echo "Warning: $text\n";
    return true;
});

function say(string $name, callable $call): void
{
    try {
        $value = $call();
    } catch (Error $error) {
        echo 'Warning: ', $error->getMessage(), "\n";
        $value = false;
    }
    echo $name, ': ', text($value), "\n";
}

function text(mixed $value): string
{
    if (is_bool($value)) return $value ? 'TRUE' : 'FALSE';
    if (is_null($value)) return 'NULL';
    if (is_object($value)) return get_class($value);
    return is_string($value) ? '"' . addcslashes($value, "\0..\37\"\\") . '"' : (string) $value;
}
