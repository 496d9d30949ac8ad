// PHP's values in JavaScript, and how transcripts show them: as run.php does.
import { AddressInfo, Socket } from 'wasock/php';

/** A string's characters are bytes. A map is an array with keys. */
export type Value = null | boolean | number | string | Value[] | Map<string, Value> | Socket | AddressInfo;

/** The variables that were the first to hold a socket. */
export type Named = Map<Value, string>;

/** Strings longer than LONG are shown by their first and their last bytes. */
const LONG = 200;
const HEAD = 32;
const TAIL = 8;

export function valueText(value: Value, named: Named): string {
  if (value === null || typeof value === 'boolean') return String(value).toUpperCase();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Socket) return named.get(value) ?? 'Socket';
  if (value instanceof AddressInfo) return named.get(value) ?? 'AddressInfo';
  const parts = Array.isArray(value)
    ? value.map((part) => valueText(part, named))
    : Array.from(value, ([key, part]) => `'${key}' => ${valueText(part, named)}`);
  return `[${parts.join(', ')}]`;
}

function quoted(bytes: string): string {
  if (bytes.length <= LONG) return escaped(bytes);
  return `${escaped(bytes.slice(0, HEAD))}...${escaped(bytes.slice(-TAIL))} (${bytes.length} bytes)`;
}

const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function escaped(bytes: string): string {
  const escape = (byte: string) => ESCAPES[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return `"${bytes.replace(/[^ -~]|["\\]/g, escape)}"`;
}
