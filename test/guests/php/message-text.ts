// How PHP's runner shows messages. One that nothing has been received into has the keys that it was given.
import { ControlMessage, ControlShape, Message, MessageName } from 'wasock';
import { buffersText, dataText, keyedText, socketsText, textText } from './transcript';

export function messageText(message: Message): string {
  const name = message.name;
  const nameText = name === null ? 'NULL' : messageNameText(name);
  const pairs: string[] = [];
  if (message.flags >= 0) {
    add(pairs, 'name', nameText);
    add(pairs, 'control', controlsText(message.control));
    add(pairs, 'iov', buffersText(message.iov));
    add(pairs, 'flags', message.flags.toString());
    return keyedText(pairs);
  }
  const fresh = new Message();
  if (name !== null) add(pairs, 'name', nameText);
  if (message.buffer_size != fresh.buffer_size) add(pairs, 'buffer_size', message.buffer_size.toString());
  if (message.controllen != fresh.controllen) add(pairs, 'controllen', message.controllen.toString());
  return keyedText(pairs);
}

export function messageNameText(name: MessageName): string {
  const pairs: string[] = [];
  add(pairs, 'family', name.family.toString());
  if (name.addr !== null) {
    add(pairs, 'addr', textText(name.addr));
    add(pairs, 'port', name.port.toString());
    if (name.addr!.includes(':')) {
      add(pairs, 'flowinfo', name.flowinfo.toString());
      add(pairs, 'scope_id', name.scope_id.toString());
    }
  }
  if (name.path !== null) add(pairs, 'path', textText(name.path));
  return keyedText(pairs);
}

export function controlsText(control: ControlMessage[]): string {
  return '[' + control.map<string>((message) => controlText(message)).join(', ') + ']';
}

export function controlText(message: ControlMessage): string {
  return keyedText(['level', message.level.toString(), 'type', message.type.toString(), 'data', controlDataText(message)]);
}

function controlDataText(message: ControlMessage): string {
  const data = message.data;
  const pairs: string[] = [];
  switch (data.shape) {
    case ControlShape.Integer:
      return data.int.toString();
    case ControlShape.Sockets:
      return socketsText(data.sockets);
    case ControlShape.Credentials:
      add(pairs, 'pid', data.credentials.pid.toString());
      add(pairs, 'uid', data.credentials.uid.toString());
      add(pairs, 'gid', data.credentials.gid.toString());
      return keyedText(pairs);
    case ControlShape.PacketInfo:
      add(pairs, 'addr', textText(data.pktinfo.addr));
      add(pairs, 'ifindex', data.pktinfo.ifindex.toString());
      return keyedText(pairs);
    default:
      return dataText(data.bytes);
  }
}

function add(pairs: string[], key: string, text: string): void {
  pairs.push(key);
  pairs.push(text);
}
