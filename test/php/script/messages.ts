// Messages in JavaScript: PHP's arrays to and from what wasock/php takes and gives.
import { Socket } from 'wasock/php';
import { type Value, textOf, toPhp } from './values.ts';

type Fields = ReadonlyMap<string, Value>;

/** The array of `socket_sendmsg()`. */
export function sentMessage(value: Value): object {
  const fields = fieldsOf(value);
  return {
    name: nameIn(fields),
    // What PHP may leave out.
    iov: (listOf(fields.get('iov')) ?? []).map((part) => Buffer.from(String(part), 'latin1')),
    control: listOf(fields.get('control'))?.map(controlOf),
  };
}

/** The array of `socket_recvmsg()`, going in. */
export function messageRoom(value: Value): object {
  const fields = fieldsOf(value);
  return { name: nameIn(fields), bufferSize: fields.get('buffer_size'), controllen: fields.get('controllen') };
}

function fieldsOf(value: Value): Fields {
  if (!(value instanceof Map)) throw new TypeError('a message is an array with keys');
  return value;
}

function nameIn(fields: Fields): object | undefined {
  const name = fields.get('name');
  return name instanceof Map ? nameOf(name) : undefined;
}

const listOf = (value: Value | undefined) => (Array.isArray(value) ? value : undefined);

function nameOf(fields: Fields): object {
  const [addr, path] = [fields.get('addr'), fields.get('path')];
  return {
    family: fields.get('family'),
    addr: typeof addr === 'string' ? textOf(addr) : undefined,
    port: fields.get('port'),
    flowinfo: fields.get('flowinfo'),
    scopeId: fields.get('scope_id'),
    path: typeof path === 'string' ? textOf(path) : undefined,
  };
}

function controlOf(value: Value): object {
  if (!(value instanceof Map)) throw new TypeError('a control message is an array with keys');
  const fields: Fields = value;
  return { level: fields.get('level'), type: fields.get('type'), data: dataOf(fields.get('data') ?? null) };
}

/** Which case control data is tells PHP by the message's type, JavaScript by a tag. */
function dataOf(value: Value): object {
  if (Array.isArray(value)) return { tag: 'sockets', val: value.filter((part) => part instanceof Socket) };
  if (!(value instanceof Map)) return { tag: 'int', val: value };
  if (value.has('pid')) return { tag: 'credentials', val: Object.fromEntries(value) };
  const addr = value.get('addr');
  return {
    tag: 'pktinfo',
    val: { addr: typeof addr === 'string' ? textOf(addr) : undefined, ifindex: value.get('ifindex') },
  };
}

/** The array of `socket_recvmsg()`, coming out, in PHP's order. */
export function receivedMessage(result: object): { length: Value; message: Value } {
  const fields = toPhp(result);
  if (!(fields instanceof Map)) throw new TypeError('a message received is an object');
  const message = new Map<string, Value>();
  for (const key of ['name', 'control', 'iov', 'flags']) message.set(key, fields.get(key) ?? null);
  return { length: fields.get('length') ?? null, message };
}
