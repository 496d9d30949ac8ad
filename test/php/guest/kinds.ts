// How AssemblyScript holds and shows what PHP's values are to a scenario.
import type { Kind } from '../signatures.ts';

export interface Held {
  /** The type of a variable. */
  readonly type: string;
  /** What a variable holds at first. */
  readonly initial: string;
  /** The function that gives a value's text, and the file under test/guests/php/ that has it. */
  readonly shown: string;
  readonly from: string;
}

function held(type: string, initial: string, shown: string, from = 'transcript'): Held {
  return { type, initial, shown, from };
}

const option = (shown: string) => held('OptionValue | null', 'null', shown, 'option-text');
const address = (type: string, shown: string) => held(`${type} | null`, 'null', shown, 'address-text');
const message = (type: string, initial: string, shown: string) => held(type, initial, shown, 'message-text');
const stream = (type: string, shown: string) => held(`${type} | null`, 'null', shown, 'stream-text');

export const HELD: Readonly<Record<Kind, Held>> = {
  void: held('void', '', ''),
  null: held('i32', '0', ''),
  bool: held('bool', 'false', 'boolText'),
  int: held('i32', 'UNSET', 'intText'),
  count: held('i32', '-1', 'countText'),
  float: held('f64', '0', 'floatText'),
  text: held('string | null', 'null', 'textText'),
  data: held('ArrayBuffer | null', 'null', 'dataText'),
  texts: held('string[] | null', 'null', 'textsText'),
  buffers: held('ArrayBuffer[]', '[]', 'buffersText'),
  socket: held('Socket | null', 'null', 'socketText'),
  sockets: held('Socket[] | null', 'null', 'socketsText'),
  option: option('optionText'),
  linger: option('lingerText'),
  timeval: option('timevalText'),
  credentials: option('credentialsText'),
  congestion: option('congestionText'),
  meminfo: option('meminfoText'),
  group: held('GroupRequest<string> | null', 'null', ''),
  source: held('SourceRequest<string> | null', 'null', ''),
  hints: address('AddressInfoHints', ''),
  address: address('AddressInfo', 'addressText'),
  addresses: address('AddressInfo[]', 'addressesText'),
  explained: address('AddressInfoExplained', 'explainedText'),
  message: message('Message', 'new Message()', 'messageText'),
  'message name': message('MessageName', 'new MessageName()', 'messageNameText'),
  control: message('ControlMessage', 'ControlMessage.of(0, 0, 0)', 'controlText'),
  controls: message('ControlMessage[]', '[]', 'controlsText'),
  'packet info': message('PacketInfo | null', 'null', ''),
  stream: stream('Stream', 'streamText'),
  streams: stream('Stream[]', 'streamsText'),
  'meta data': stream('StreamMetaData', 'metaDataText'),
};

/** A class of wasock in place of an array with keys. */
export interface Shape {
  readonly kind: Kind;
  readonly class: string;
  /** PHP's keys, in the order of the constructor's parameters; the class's fields have the same names. */
  readonly fields: Readonly<Record<string, Kind | 'any'>>;
  /** What is called in place of the constructor. */
  readonly make?: string;
  /** Whether the constructor takes no fields, so that they are assigned. */
  readonly assigned?: boolean;
  /** The field whose type is the class's type argument; 0 where PHP's array lacks it. */
  readonly generic?: string;
}

/** The first whose fields include all keys of an array is meant, where the parameter alone does not tell. */
export const SHAPES: readonly Shape[] = [
  { kind: 'linger', class: 'Linger', fields: { l_onoff: 'int', l_linger: 'int' } },
  { kind: 'timeval', class: 'TimeVal', fields: { sec: 'int', usec: 'int' } },
  { kind: 'group', class: 'GroupRequest', fields: { group: 'text', interface: 'any' }, generic: 'interface' },
  {
    kind: 'source',
    class: 'SourceRequest',
    fields: { group: 'text', interface: 'any', source: 'text' },
    generic: 'interface',
  },
  { kind: 'credentials', class: 'Credentials', fields: { pid: 'int', uid: 'int', gid: 'int' } },
  {
    kind: 'hints',
    class: 'AddressInfoHints',
    fields: { ai_flags: 'int', ai_family: 'int', ai_socktype: 'int', ai_protocol: 'int' },
    assigned: true,
  },
  {
    kind: 'message',
    class: 'Message',
    fields: {
      name: 'message name',
      iov: 'buffers',
      control: 'controls',
      buffer_size: 'int',
      controllen: 'int',
      flags: 'int',
    },
    assigned: true,
  },
  {
    kind: 'message name',
    class: 'MessageName',
    fields: { family: 'int', addr: 'text', port: 'int', flowinfo: 'int', scope_id: 'int', path: 'text' },
    assigned: true,
  },
  {
    kind: 'control',
    class: 'ControlMessage',
    fields: { level: 'int', type: 'int', data: 'any' },
    make: 'ControlMessage.of',
  },
  { kind: 'packet info', class: 'PacketInfo', fields: { addr: 'text', ifindex: 'int' } },
  {
    kind: 'meta data',
    class: 'StreamMetaData',
    fields: {
      timed_out: 'bool',
      blocked: 'bool',
      eof: 'bool',
      stream_type: 'text',
      mode: 'text',
      unread_bytes: 'int',
      seekable: 'bool',
    },
    assigned: true,
  },
];

/** The kind of the elements of a list. */
export const ELEMENTS: Partial<Record<Kind, Kind>> = {
  sockets: 'socket',
  streams: 'stream',
  texts: 'text',
  buffers: 'data',
  addresses: 'address',
  controls: 'control',
};
