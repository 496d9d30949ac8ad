// Arguments of PHP's functions as wasock/php takes them.
import type { Parameter } from '../signatures.ts';
import { messageRoom, sentMessage } from './messages.ts';
import { textOf, type Value } from './values.ts';

export const camel = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** An argument as `wasock/php` takes it. */
export function fromPhp(value: Value, parameter: Parameter | undefined): unknown {
  if (parameter === 'any') return optionOf(value);
  if (parameter === 'message') return sentMessage(value);
  if (parameter === '&message') return messageRoom(value);
  if (typeof value === 'string') return parameter === 'payload' ? Buffer.from(value, 'latin1') : textOf(value);
  if (value instanceof Map) {
    return Object.fromEntries(Array.from(value, ([key, part]) => [camel(key), fromPhp(part, undefined)]));
  }
  return value;
}

/** The value of an option: PHP tells by type and keys which case is meant. */
function optionOf(value: Value): unknown {
  if (typeof value === 'string') return { tag: 'text', val: textOf(value) };
  if (!(value instanceof Map)) return { tag: 'int', val: Number(value) };
  const of = value.get('interface');
  const tag = value.has('l_onoff') ? 'linger' : value.has('sec') ? 'timeval' : value.has('source') ? 'source' : 'group';
  const val = fromPhp(value, undefined) as Record<string, unknown>;
  if (of !== undefined)
    val['interface'] = typeof of === 'string' ? { tag: 'name', val: textOf(of) } : { tag: 'index', val: of };
  return { tag, val };
}
