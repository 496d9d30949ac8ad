<?php
// Runs scenarios and prints their transcripts: `php test/php/run.php [file...]`, by default all of them. README.md
// describes both. PHP 8.2 with its sockets extension.

const LONG = 200;
const HEAD = 32;
const TAIL = 8;

/** The transcript of a scenario, as it is; `$dir` is an empty directory. */
function transcript(string $path, string $dir): string
{
    $code = '';
    foreach (file($path, FILE_IGNORE_NEW_LINES) as $index => $line) {
        $tokens = PhpToken::tokenize("<?php $line");
        $comments = array_filter($tokens, fn($token) => $token->is(T_COMMENT));
        $tokens = array_slice(array_filter($tokens, fn($token) => !$token->is([T_COMMENT, T_WHITESPACE])), 1);
        if ($tokens === []) continue;
        $end = end($comments);
        $source = trim($end === false ? $line : substr($line, 0, $end->pos - strlen('<?php ')));
        $unasked = $end !== false && str_starts_with($end->text, '#unasked ');
        $code .= "#line " . ($index + 1) . "\n" . codeOf($source, array_values($tokens), $unasked);
    }
    ob_start();
    error_reporting(E_ALL);
    set_error_handler(warn(...));
    (static function () use ($code, $dir): void {
        eval($code);
    })();
    restore_error_handler();
    return ob_get_clean();
}

/** PHP code that runs one statement and prints what it does. */
function codeOf(string $source, array $tokens, bool $unasked): string
{
    $asks = preg_match('/\bsocket_(last|clear)_error\(\)/', $source) === 1;
    $code = 'begin(' . var_export($source, true) . ', ' . var_export($asks, true) . ");\n";
    if ($unasked) return "$code echo \"not asked\\n\";\n";
    $target = $tokens[0]->is(T_VARIABLE) && $tokens[1]->text === '=' ? $tokens[0]->text : null;
    $call = $tokens[$target === null ? 0 : 2];
    $following = $tokens[$target === null ? 1 : 3]->text ?? '';
    $function = $call->is(T_STRING) && $following === '(' ? new ReflectionFunction($call->text) : null;
    $void = $function !== null && (string) $function->getReturnType() === 'void';
    $code .= "try {\n\$__ = ($source);\n} catch (Error \$__) {\n\$__ = failed(\$__);\n}\n";
    if (!$void) $code .= "echo '= ', text(\$__), \"\\n\";\n";
    if ($target !== null) $code .= "name(\$__, '$target');\n";
    foreach ($function === null ? [] : referencesOf($tokens, $function) as $variable) {
        $code .= "echo '$variable = ', text($variable ?? null), \"\\n\";\n";
    }
    return "{$code}finish();\n";
}

/** The variables that the call passes by reference. */
function referencesOf(array $tokens, ReflectionFunction $function): array
{
    $references = [];
    $depth = 0;
    $position = 0;
    foreach ($tokens as $index => $token) {
        if (in_array($token->text, ['(', '['], true)) $depth++;
        if (in_array($token->text, [')', ']'], true)) $depth--;
        if ($depth === 1 && $token->text === ',') $position++;
        $parameter = $function->getParameters()[$position] ?? null;
        $whole = in_array($tokens[$index + 1]->text ?? '', [',', ')'], true);
        if ($depth === 1 && $token->is(T_VARIABLE) && $whole && $parameter?->isPassedByReference()) {
            $references[] = $token->text;
        }
    }
    return $references;
}

function begin(string $source, bool $asksForError): void
{
    if (!$asksForError) socket_clear_error();
    echo "> $source\n";
}

function finish(): void
{
    $error = socket_last_error();
    if ($error !== 0) echo "errno $error\n";
}

/** An exception of PHP 8 is the warning that a guest raises in its place. */
function failed(Error $error): bool
{
    if (preg_match('/^(Undefined|Call to undefined) /', $error->getMessage())) throw $error;
    echo 'Warning: ', $error->getMessage(), "\n";
    return false;
}

function warn(int $level, string $text): bool
{
    $names = [E_WARNING => 'Warning', E_NOTICE => 'Notice', E_DEPRECATED => 'Deprecated'];
    if (str_starts_with($text, 'Undefined ')) throw new LogicException($text);
    if (!(error_reporting() & $level)) return true;
    echo $names[$level], ": $text\n";
    return true;
}

/** Every socket and stream that a variable has held, and that variable: so PHP closes none by itself. */
function names(): ArrayObject
{
    static $names = new ArrayObject();
    return $names;
}

function name(mixed $value, string $variable): void
{
    if (!is_object($value) && !is_resource($value)) return;
    if (nameOf($value) === null) names()->append([$value, $variable]);
}

function nameOf(mixed $value): ?string
{
    foreach (names() as [$named, $variable]) if ($named === $value) return $variable;
    return null;
}

function text(mixed $value): string
{
    if (is_bool($value)) return $value ? 'TRUE' : 'FALSE';
    if (is_null($value)) return 'NULL';
    if (is_object($value)) return nameOf($value) ?? get_class($value);
    if (is_resource($value) || gettype($value) === 'resource (closed)') return nameOf($value) ?? 'Stream';
    if (is_string($value)) return quoted($value);
    if (!is_array($value)) return (string) $value;
    $list = array_filter(array_keys($value), is_string(...)) === [];
    $parts = array_map(fn($key) => ($list ? '' : "'$key' => ") . text($value[$key]), array_keys($value));
    return '[' . implode(', ', $parts) . ']';
}

function quoted(string $value): string
{
    $length = strlen($value);
    if ($length <= LONG) return escaped($value);
    return escaped(substr($value, 0, HEAD)) . '...' . escaped(substr($value, -TAIL)) . " ($length bytes)";
}

function escaped(string $value): string
{
    $escapes = ["\n" => '\n', "\r" => '\r', "\t" => '\t', '"' => '\"', '\\' => '\\\\'];
    $text = '';
    foreach ($value === '' ? [] : str_split($value) as $byte) {
        $printable = ord($byte) >= 0x20 && ord($byte) < 0x7f;
        $text .= $escapes[$byte] ?? ($printable ? $byte : sprintf('\x%02x', ord($byte)));
    }
    return "\"$text\"";
}

/** The transcript with what differs from run to run replaced: see normal-forms.json. */
function normalised(string $transcript, string $dir): string
{
    $text = str_replace($dir, 'DIR', $transcript);
    foreach (json_decode(file_get_contents(__DIR__ . '/normal-forms.json'), true) as [$pattern, $replacement]) {
        $text = preg_replace("/$pattern/m", $replacement, $text);
    }
    return $text;
}

/** A new directory under a short name, gone when PHP ends. */
function temporaryDirectory(): string
{
    $dir = sys_get_temp_dir() . '/wasock-' . bin2hex(random_bytes(3));
    mkdir($dir);
    register_shutdown_function(function () use ($dir): void {
        array_map(unlink(...), glob("$dir/*"));
        rmdir($dir);
    });
    return $dir;
}

if (realpath($argv[0]) === __FILE__) {
    foreach (array_slice($argv, 1) ?: glob(__DIR__ . '/scenarios/*.scenario') as $path) {
        $dir = temporaryDirectory();
        echo normalised(transcript($path, $dir), $dir);
    }
}
