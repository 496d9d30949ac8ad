// Generated from wit/ by `npm run wit`; not to be edited.
import type { FunctionType, ValueType } from '../abi/types.ts';

const clocksMonotonicClockInstant: ValueType = 'u64';
const clocksMonotonicClockDuration: ValueType = 'u64';
const clocksWallClockDatetime: ValueType = { kind: 'record', fields: [{ name: 'seconds', type: 'u64' }, { name: 'nanoseconds', type: 'u32' }] };
const filesystemTypesFilesize: ValueType = 'u64';
const filesystemTypesErrorCode: ValueType = { kind: 'enum', cases: [{ name: 'access' }, { name: 'would-block' }, { name: 'already' }, { name: 'bad-descriptor' }, { name: 'busy' }, { name: 'deadlock' }, { name: 'quota' }, { name: 'exist' }, { name: 'file-too-large' }, { name: 'illegal-byte-sequence' }, { name: 'in-progress' }, { name: 'interrupted' }, { name: 'invalid' }, { name: 'io' }, { name: 'is-directory' }, { name: 'loop' }, { name: 'too-many-links' }, { name: 'message-size' }, { name: 'name-too-long' }, { name: 'no-device' }, { name: 'no-entry' }, { name: 'no-lock' }, { name: 'insufficient-memory' }, { name: 'insufficient-space' }, { name: 'not-directory' }, { name: 'not-empty' }, { name: 'not-recoverable' }, { name: 'unsupported' }, { name: 'no-tty' }, { name: 'no-such-device' }, { name: 'overflow' }, { name: 'not-permitted' }, { name: 'pipe' }, { name: 'read-only' }, { name: 'invalid-seek' }, { name: 'text-file-busy' }, { name: 'cross-device' }] };
const filesystemTypesAdvice: ValueType = { kind: 'enum', cases: [{ name: 'normal' }, { name: 'sequential' }, { name: 'random' }, { name: 'will-need' }, { name: 'dont-need' }, { name: 'no-reuse' }] };
const filesystemTypesDescriptorFlags: ValueType = { kind: 'flags', flags: [{ name: 'read' }, { name: 'write' }, { name: 'file-integrity-sync' }, { name: 'data-integrity-sync' }, { name: 'requested-write-sync' }, { name: 'mutate-directory' }] };
const filesystemTypesDescriptorType: ValueType = { kind: 'enum', cases: [{ name: 'unknown' }, { name: 'block-device' }, { name: 'character-device' }, { name: 'directory' }, { name: 'fifo' }, { name: 'symbolic-link' }, { name: 'regular-file' }, { name: 'socket' }] };
const filesystemTypesNewTimestamp: ValueType = { kind: 'variant', cases: [{ name: 'no-change', type: null }, { name: 'now', type: null }, { name: 'timestamp', type: clocksWallClockDatetime }] };
const filesystemTypesLinkCount: ValueType = 'u64';
const filesystemTypesDescriptorStat: ValueType = { kind: 'record', fields: [{ name: 'type', type: filesystemTypesDescriptorType }, { name: 'link-count', type: filesystemTypesLinkCount }, { name: 'size', type: filesystemTypesFilesize }, { name: 'data-access-timestamp', type: { kind: 'option', some: clocksWallClockDatetime } }, { name: 'data-modification-timestamp', type: { kind: 'option', some: clocksWallClockDatetime } }, { name: 'status-change-timestamp', type: { kind: 'option', some: clocksWallClockDatetime } }] };
const filesystemTypesPathFlags: ValueType = { kind: 'flags', flags: [{ name: 'symlink-follow' }] };
const filesystemTypesOpenFlags: ValueType = { kind: 'flags', flags: [{ name: 'create' }, { name: 'directory' }, { name: 'exclusive' }, { name: 'truncate' }] };
const filesystemTypesMetadataHashValue: ValueType = { kind: 'record', fields: [{ name: 'lower', type: 'u64' }, { name: 'upper', type: 'u64' }] };
const filesystemTypesDirectoryEntry: ValueType = { kind: 'record', fields: [{ name: 'type', type: filesystemTypesDescriptorType }, { name: 'name', type: 'string' }] };
const ioStreamsStreamError: ValueType = { kind: 'variant', cases: [{ name: 'last-operation-failed', type: { kind: 'own', resource: { name: 'error' } } }, { name: 'closed', type: null }] };
const socketsNetworkErrorCode: ValueType = { kind: 'enum', cases: [{ name: 'unknown' }, { name: 'access-denied' }, { name: 'not-supported' }, { name: 'invalid-argument' }, { name: 'out-of-memory' }, { name: 'timeout' }, { name: 'concurrency-conflict' }, { name: 'not-in-progress' }, { name: 'would-block' }, { name: 'invalid-state' }, { name: 'new-socket-limit' }, { name: 'address-not-bindable' }, { name: 'address-in-use' }, { name: 'remote-unreachable' }, { name: 'connection-refused' }, { name: 'connection-reset' }, { name: 'connection-aborted' }, { name: 'datagram-too-large' }, { name: 'name-unresolvable' }, { name: 'temporary-resolver-failure' }, { name: 'permanent-resolver-failure' }] };
const socketsNetworkIpv4Address: ValueType = { kind: 'tuple', items: ['u8', 'u8', 'u8', 'u8'] };
const socketsNetworkIpv6Address: ValueType = { kind: 'tuple', items: ['u16', 'u16', 'u16', 'u16', 'u16', 'u16', 'u16', 'u16'] };
const socketsNetworkIpAddress: ValueType = { kind: 'variant', cases: [{ name: 'ipv4', type: socketsNetworkIpv4Address }, { name: 'ipv6', type: socketsNetworkIpv6Address }] };
const socketsNetworkIpAddressFamily: ValueType = { kind: 'enum', cases: [{ name: 'ipv4' }, { name: 'ipv6' }] };
const socketsNetworkIpv4SocketAddress: ValueType = { kind: 'record', fields: [{ name: 'port', type: 'u16' }, { name: 'address', type: socketsNetworkIpv4Address }] };
const socketsNetworkIpv6SocketAddress: ValueType = { kind: 'record', fields: [{ name: 'port', type: 'u16' }, { name: 'flow-info', type: 'u32' }, { name: 'address', type: socketsNetworkIpv6Address }, { name: 'scope-id', type: 'u32' }] };
const socketsNetworkIpSocketAddress: ValueType = { kind: 'variant', cases: [{ name: 'ipv4', type: socketsNetworkIpv4SocketAddress }, { name: 'ipv6', type: socketsNetworkIpv6SocketAddress }] };
const socketsTcpShutdownType: ValueType = { kind: 'enum', cases: [{ name: 'receive' }, { name: 'send' }, { name: 'both' }] };
const socketsUdpIncomingDatagram: ValueType = { kind: 'record', fields: [{ name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'remote-address', type: socketsNetworkIpSocketAddress }] };
const socketsUdpOutgoingDatagram: ValueType = { kind: 'record', fields: [{ name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'remote-address', type: { kind: 'option', some: socketsNetworkIpSocketAddress } }] };

/** An interface of WASI 0.2: its name without a version, its resources, and the types of its functions. */
export interface WasiInterface {
  readonly name: string;
  readonly resources: readonly string[];
  readonly functions: ReadonlyMap<string, FunctionType>;
}

/** The interfaces of WASI that this host has. */
export const WASI: readonly WasiInterface[] = [
  {
    name: 'wasi:cli/environment',
    resources: [],
    functions: new Map([
      ['get-environment', { params: [], result: { kind: 'list', element: { kind: 'tuple', items: ['string', 'string'] } } }],
      ['get-arguments', { params: [], result: { kind: 'list', element: 'string' } }],
      ['initial-cwd', { params: [], result: { kind: 'option', some: 'string' } }],
    ]),
  },
  {
    name: 'wasi:cli/exit',
    resources: [],
    functions: new Map([
      ['exit', { params: [{ name: 'status', type: { kind: 'result', ok: null, error: null } }], result: null }],
      ['exit-with-code', { params: [{ name: 'status-code', type: 'u8' }], result: null }],
    ]),
  },
  {
    name: 'wasi:cli/stdin',
    resources: [],
    functions: new Map([
      ['get-stdin', { params: [], result: { kind: 'own', resource: { name: 'input-stream' } } }],
    ]),
  },
  {
    name: 'wasi:cli/stdout',
    resources: [],
    functions: new Map([
      ['get-stdout', { params: [], result: { kind: 'own', resource: { name: 'output-stream' } } }],
    ]),
  },
  {
    name: 'wasi:cli/stderr',
    resources: [],
    functions: new Map([
      ['get-stderr', { params: [], result: { kind: 'own', resource: { name: 'output-stream' } } }],
    ]),
  },
  {
    name: 'wasi:cli/terminal-input',
    resources: ['terminal-input'],
    functions: new Map([
    ]),
  },
  {
    name: 'wasi:cli/terminal-output',
    resources: ['terminal-output'],
    functions: new Map([
    ]),
  },
  {
    name: 'wasi:cli/terminal-stdin',
    resources: [],
    functions: new Map([
      ['get-terminal-stdin', { params: [], result: { kind: 'option', some: { kind: 'own', resource: { name: 'terminal-input' } } } }],
    ]),
  },
  {
    name: 'wasi:cli/terminal-stdout',
    resources: [],
    functions: new Map([
      ['get-terminal-stdout', { params: [], result: { kind: 'option', some: { kind: 'own', resource: { name: 'terminal-output' } } } }],
    ]),
  },
  {
    name: 'wasi:cli/terminal-stderr',
    resources: [],
    functions: new Map([
      ['get-terminal-stderr', { params: [], result: { kind: 'option', some: { kind: 'own', resource: { name: 'terminal-output' } } } }],
    ]),
  },
  {
    name: 'wasi:clocks/monotonic-clock',
    resources: [],
    functions: new Map([
      ['now', { params: [], result: clocksMonotonicClockInstant }],
      ['resolution', { params: [], result: clocksMonotonicClockDuration }],
      ['subscribe-instant', { params: [{ name: 'when', type: clocksMonotonicClockInstant }], result: { kind: 'own', resource: { name: 'pollable' } } }],
      ['subscribe-duration', { params: [{ name: 'when', type: clocksMonotonicClockDuration }], result: { kind: 'own', resource: { name: 'pollable' } } }],
    ]),
  },
  {
    name: 'wasi:clocks/wall-clock',
    resources: [],
    functions: new Map([
      ['now', { params: [], result: clocksWallClockDatetime }],
      ['resolution', { params: [], result: clocksWallClockDatetime }],
    ]),
  },
  {
    name: 'wasi:filesystem/preopens',
    resources: [],
    functions: new Map([
      ['get-directories', { params: [], result: { kind: 'list', element: { kind: 'tuple', items: [{ kind: 'own', resource: { name: 'descriptor' } }, 'string'] } } }],
    ]),
  },
  {
    name: 'wasi:filesystem/types',
    resources: ['descriptor', 'directory-entry-stream'],
    functions: new Map([
      ['[method]descriptor.read-via-stream', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'offset', type: filesystemTypesFilesize }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'input-stream' } }, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.write-via-stream', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'offset', type: filesystemTypesFilesize }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'output-stream' } }, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.append-via-stream', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'output-stream' } }, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.advise', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'offset', type: filesystemTypesFilesize }, { name: 'length', type: filesystemTypesFilesize }, { name: 'advice', type: filesystemTypesAdvice }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.sync-data', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.get-flags', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: filesystemTypesDescriptorFlags, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.get-type', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: filesystemTypesDescriptorType, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.set-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'size', type: filesystemTypesFilesize }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.set-times', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'data-access-timestamp', type: filesystemTypesNewTimestamp }, { name: 'data-modification-timestamp', type: filesystemTypesNewTimestamp }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.read', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'length', type: filesystemTypesFilesize }, { name: 'offset', type: filesystemTypesFilesize }], result: { kind: 'result', ok: { kind: 'tuple', items: [{ kind: 'list', element: 'u8' }, 'bool'] }, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.write', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'buffer', type: { kind: 'list', element: 'u8' } }, { name: 'offset', type: filesystemTypesFilesize }], result: { kind: 'result', ok: filesystemTypesFilesize, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.read-directory', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'directory-entry-stream' } }, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.sync', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.create-directory-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path', type: 'string' }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.stat', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: filesystemTypesDescriptorStat, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.stat-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path-flags', type: filesystemTypesPathFlags }, { name: 'path', type: 'string' }], result: { kind: 'result', ok: filesystemTypesDescriptorStat, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.set-times-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path-flags', type: filesystemTypesPathFlags }, { name: 'path', type: 'string' }, { name: 'data-access-timestamp', type: filesystemTypesNewTimestamp }, { name: 'data-modification-timestamp', type: filesystemTypesNewTimestamp }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.link-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'old-path-flags', type: filesystemTypesPathFlags }, { name: 'old-path', type: 'string' }, { name: 'new-descriptor', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'new-path', type: 'string' }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.open-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path-flags', type: filesystemTypesPathFlags }, { name: 'path', type: 'string' }, { name: 'open-flags', type: filesystemTypesOpenFlags }, { name: 'flags', type: filesystemTypesDescriptorFlags }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'descriptor' } }, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.readlink-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path', type: 'string' }], result: { kind: 'result', ok: 'string', error: filesystemTypesErrorCode } }],
      ['[method]descriptor.remove-directory-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path', type: 'string' }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.rename-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'old-path', type: 'string' }, { name: 'new-descriptor', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'new-path', type: 'string' }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.symlink-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'old-path', type: 'string' }, { name: 'new-path', type: 'string' }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.unlink-file-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path', type: 'string' }], result: { kind: 'result', ok: null, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.is-same-object', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'other', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: 'bool' }],
      ['[method]descriptor.metadata-hash', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }], result: { kind: 'result', ok: filesystemTypesMetadataHashValue, error: filesystemTypesErrorCode } }],
      ['[method]descriptor.metadata-hash-at', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'descriptor' } } }, { name: 'path-flags', type: filesystemTypesPathFlags }, { name: 'path', type: 'string' }], result: { kind: 'result', ok: filesystemTypesMetadataHashValue, error: filesystemTypesErrorCode } }],
      ['[method]directory-entry-stream.read-directory-entry', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'directory-entry-stream' } } }], result: { kind: 'result', ok: { kind: 'option', some: filesystemTypesDirectoryEntry }, error: filesystemTypesErrorCode } }],
      ['filesystem-error-code', { params: [{ name: 'err', type: { kind: 'borrow', resource: { name: 'error' } } }], result: { kind: 'option', some: filesystemTypesErrorCode } }],
    ]),
  },
  {
    name: 'wasi:io/error',
    resources: ['error'],
    functions: new Map([
      ['[method]error.to-debug-string', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'error' } } }], result: 'string' }],
    ]),
  },
  {
    name: 'wasi:io/poll',
    resources: ['pollable'],
    functions: new Map([
      ['[method]pollable.ready', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'pollable' } } }], result: 'bool' }],
      ['[method]pollable.block', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'pollable' } } }], result: null }],
      ['poll', { params: [{ name: 'in', type: { kind: 'list', element: { kind: 'borrow', resource: { name: 'pollable' } } } }], result: { kind: 'list', element: 'u32' } }],
    ]),
  },
  {
    name: 'wasi:io/streams',
    resources: ['input-stream', 'output-stream'],
    functions: new Map([
      ['[method]input-stream.read', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'input-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: { kind: 'list', element: 'u8' }, error: ioStreamsStreamError } }],
      ['[method]input-stream.blocking-read', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'input-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: { kind: 'list', element: 'u8' }, error: ioStreamsStreamError } }],
      ['[method]input-stream.skip', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'input-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: 'u64', error: ioStreamsStreamError } }],
      ['[method]input-stream.blocking-skip', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'input-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: 'u64', error: ioStreamsStreamError } }],
      ['[method]input-stream.subscribe', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'input-stream' } } }], result: { kind: 'own', resource: { name: 'pollable' } } }],
      ['[method]output-stream.check-write', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }], result: { kind: 'result', ok: 'u64', error: ioStreamsStreamError } }],
      ['[method]output-stream.write', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }, { name: 'contents', type: { kind: 'list', element: 'u8' } }], result: { kind: 'result', ok: null, error: ioStreamsStreamError } }],
      ['[method]output-stream.blocking-write-and-flush', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }, { name: 'contents', type: { kind: 'list', element: 'u8' } }], result: { kind: 'result', ok: null, error: ioStreamsStreamError } }],
      ['[method]output-stream.flush', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }], result: { kind: 'result', ok: null, error: ioStreamsStreamError } }],
      ['[method]output-stream.blocking-flush', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }], result: { kind: 'result', ok: null, error: ioStreamsStreamError } }],
      ['[method]output-stream.subscribe', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }], result: { kind: 'own', resource: { name: 'pollable' } } }],
      ['[method]output-stream.write-zeroes', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: null, error: ioStreamsStreamError } }],
      ['[method]output-stream.blocking-write-zeroes-and-flush', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: null, error: ioStreamsStreamError } }],
      ['[method]output-stream.splice', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }, { name: 'src', type: { kind: 'borrow', resource: { name: 'input-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: 'u64', error: ioStreamsStreamError } }],
      ['[method]output-stream.blocking-splice', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'output-stream' } } }, { name: 'src', type: { kind: 'borrow', resource: { name: 'input-stream' } } }, { name: 'len', type: 'u64' }], result: { kind: 'result', ok: 'u64', error: ioStreamsStreamError } }],
    ]),
  },
  {
    name: 'wasi:random/insecure-seed',
    resources: [],
    functions: new Map([
      ['insecure-seed', { params: [], result: { kind: 'tuple', items: ['u64', 'u64'] } }],
    ]),
  },
  {
    name: 'wasi:random/insecure',
    resources: [],
    functions: new Map([
      ['get-insecure-random-bytes', { params: [{ name: 'len', type: 'u64' }], result: { kind: 'list', element: 'u8' } }],
      ['get-insecure-random-u64', { params: [], result: 'u64' }],
    ]),
  },
  {
    name: 'wasi:random/random',
    resources: [],
    functions: new Map([
      ['get-random-bytes', { params: [{ name: 'len', type: 'u64' }], result: { kind: 'list', element: 'u8' } }],
      ['get-random-u64', { params: [], result: 'u64' }],
    ]),
  },
  {
    name: 'wasi:sockets/instance-network',
    resources: [],
    functions: new Map([
      ['instance-network', { params: [], result: { kind: 'own', resource: { name: 'network' } } }],
    ]),
  },
  {
    name: 'wasi:sockets/ip-name-lookup',
    resources: ['resolve-address-stream'],
    functions: new Map([
      ['resolve-addresses', { params: [{ name: 'network', type: { kind: 'borrow', resource: { name: 'network' } } }, { name: 'name', type: 'string' }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'resolve-address-stream' } }, error: socketsNetworkErrorCode } }],
      ['[method]resolve-address-stream.resolve-next-address', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'resolve-address-stream' } } }], result: { kind: 'result', ok: { kind: 'option', some: socketsNetworkIpAddress }, error: socketsNetworkErrorCode } }],
      ['[method]resolve-address-stream.subscribe', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'resolve-address-stream' } } }], result: { kind: 'own', resource: { name: 'pollable' } } }],
    ]),
  },
  {
    name: 'wasi:sockets/network',
    resources: ['network'],
    functions: new Map([
    ]),
  },
  {
    name: 'wasi:sockets/tcp-create-socket',
    resources: [],
    functions: new Map([
      ['create-tcp-socket', { params: [{ name: 'address-family', type: socketsNetworkIpAddressFamily }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'tcp-socket' } }, error: socketsNetworkErrorCode } }],
    ]),
  },
  {
    name: 'wasi:sockets/tcp',
    resources: ['tcp-socket'],
    functions: new Map([
      ['[method]tcp-socket.start-bind', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'network', type: { kind: 'borrow', resource: { name: 'network' } } }, { name: 'local-address', type: socketsNetworkIpSocketAddress }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.finish-bind', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.start-connect', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'network', type: { kind: 'borrow', resource: { name: 'network' } } }, { name: 'remote-address', type: socketsNetworkIpSocketAddress }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.finish-connect', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: { kind: 'tuple', items: [{ kind: 'own', resource: { name: 'input-stream' } }, { kind: 'own', resource: { name: 'output-stream' } }] }, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.start-listen', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.finish-listen', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.accept', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: { kind: 'tuple', items: [{ kind: 'own', resource: { name: 'tcp-socket' } }, { kind: 'own', resource: { name: 'input-stream' } }, { kind: 'own', resource: { name: 'output-stream' } }] }, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.local-address', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: socketsNetworkIpSocketAddress, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.remote-address', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: socketsNetworkIpSocketAddress, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.is-listening', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: 'bool' }],
      ['[method]tcp-socket.address-family', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: socketsNetworkIpAddressFamily }],
      ['[method]tcp-socket.set-listen-backlog-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: 'u64' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.keep-alive-enabled', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: 'bool', error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.set-keep-alive-enabled', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: 'bool' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.keep-alive-idle-time', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: clocksMonotonicClockDuration, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.set-keep-alive-idle-time', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: clocksMonotonicClockDuration }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.keep-alive-interval', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: clocksMonotonicClockDuration, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.set-keep-alive-interval', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: clocksMonotonicClockDuration }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.keep-alive-count', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: 'u32', error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.set-keep-alive-count', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: 'u32' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.hop-limit', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: 'u8', error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.set-hop-limit', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: 'u8' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.receive-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: 'u64', error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.set-receive-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: 'u64' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.send-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'result', ok: 'u64', error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.set-send-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'value', type: 'u64' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]tcp-socket.subscribe', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }], result: { kind: 'own', resource: { name: 'pollable' } } }],
      ['[method]tcp-socket.shutdown', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'tcp-socket' } } }, { name: 'shutdown-type', type: socketsTcpShutdownType }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
    ]),
  },
  {
    name: 'wasi:sockets/udp-create-socket',
    resources: [],
    functions: new Map([
      ['create-udp-socket', { params: [{ name: 'address-family', type: socketsNetworkIpAddressFamily }], result: { kind: 'result', ok: { kind: 'own', resource: { name: 'udp-socket' } }, error: socketsNetworkErrorCode } }],
    ]),
  },
  {
    name: 'wasi:sockets/udp',
    resources: ['udp-socket', 'incoming-datagram-stream', 'outgoing-datagram-stream'],
    functions: new Map([
      ['[method]udp-socket.start-bind', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }, { name: 'network', type: { kind: 'borrow', resource: { name: 'network' } } }, { name: 'local-address', type: socketsNetworkIpSocketAddress }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.finish-bind', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.stream', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }, { name: 'remote-address', type: { kind: 'option', some: socketsNetworkIpSocketAddress } }], result: { kind: 'result', ok: { kind: 'tuple', items: [{ kind: 'own', resource: { name: 'incoming-datagram-stream' } }, { kind: 'own', resource: { name: 'outgoing-datagram-stream' } }] }, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.local-address', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: { kind: 'result', ok: socketsNetworkIpSocketAddress, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.remote-address', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: { kind: 'result', ok: socketsNetworkIpSocketAddress, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.address-family', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: socketsNetworkIpAddressFamily }],
      ['[method]udp-socket.unicast-hop-limit', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: { kind: 'result', ok: 'u8', error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.set-unicast-hop-limit', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }, { name: 'value', type: 'u8' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.receive-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: { kind: 'result', ok: 'u64', error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.set-receive-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }, { name: 'value', type: 'u64' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.send-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: { kind: 'result', ok: 'u64', error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.set-send-buffer-size', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }, { name: 'value', type: 'u64' }], result: { kind: 'result', ok: null, error: socketsNetworkErrorCode } }],
      ['[method]udp-socket.subscribe', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'udp-socket' } } }], result: { kind: 'own', resource: { name: 'pollable' } } }],
      ['[method]incoming-datagram-stream.receive', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'incoming-datagram-stream' } } }, { name: 'max-results', type: 'u64' }], result: { kind: 'result', ok: { kind: 'list', element: socketsUdpIncomingDatagram }, error: socketsNetworkErrorCode } }],
      ['[method]incoming-datagram-stream.subscribe', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'incoming-datagram-stream' } } }], result: { kind: 'own', resource: { name: 'pollable' } } }],
      ['[method]outgoing-datagram-stream.check-send', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'outgoing-datagram-stream' } } }], result: { kind: 'result', ok: 'u64', error: socketsNetworkErrorCode } }],
      ['[method]outgoing-datagram-stream.send', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'outgoing-datagram-stream' } } }, { name: 'datagrams', type: { kind: 'list', element: socketsUdpOutgoingDatagram } }], result: { kind: 'result', ok: 'u64', error: socketsNetworkErrorCode } }],
      ['[method]outgoing-datagram-stream.subscribe', { params: [{ name: 'self', type: { kind: 'borrow', resource: { name: 'outgoing-datagram-stream' } } }], result: { kind: 'own', resource: { name: 'pollable' } } }],
    ]),
  },
];
