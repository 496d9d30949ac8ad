// Listeners that the host gives to a guest of preview 1, and the connections that come to them: sock_*, fd_* and poll_oneoff.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Host, type Limits } from 'wasock';
import { openDirectories } from '#host/files/directories';
import { openSockets as openGiven } from '#host/guest/open-sockets';
import { addressText } from '#host/socket/address-text';
import { decode, encode, guestWith, inet, inet6, type Instance, outcomeOf, unix } from '../../support/host-sockets.ts';
import { openSockets } from '../../support/descriptors.ts';
import { ERRNO, PAGE, Preview1 } from '../../support/preview1.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const { success, again, badf, fault, inval, mfile, notcapable, notconn, notsock, pipe, spipe } = ERRNO;

/** Where things lie in the guest's memory. */
const LIST = 64;
const RESULT = 32;
const FLAGS = 40;
const DATA = 4096;

const NONBLOCK = 4;
const PEEK = 1;
const WAITALL = 2;

function openAt(addresses: readonly string[], { context }: Host) {
  return openGiven(
    addresses.map((listen) => ({ name: 'listener', listen })),
    context,
  );
}

class Guest {
  readonly wasi: Preview1;
  readonly host: Host;
  readonly port: number;

  constructor({ addresses = ['127.0.0.1:0'], limits = {}, dirs = {} }: Given = {}) {
    this.host = new Host({ limits });
    onTestFinished(() => this.host.close());
    const { context } = this.host;
    const sockets = openAt(addresses, this.host);
    this.port = Number(/\d+$/.exec(sockets[0] === undefined ? '' : addressText(sockets[0].socket))?.[0]);
    const directories = openDirectories(dirs, context);
    this.wasi = new Preview1({}, { waiter: context.waiter, sockets, directories });
  }

  /** A connection to the first listener. */
  connect(): Instance {
    const socket = guestWith({ all: true }).Socket.create('inet', 'stream', 0);
    socket.connect(inet(this.port));
    return socket;
  }

  call(name: string, ...args: (number | bigint)[]): unknown {
    return this.wasi.call(name, ...args);
  }

  /** A connection that is accepted: the guest's descriptor, and the other end. */
  accepted(flags = 0): { fd: number; peer: Instance } {
    const peer = this.connect();
    const errno = this.call('sock_accept', 3, flags, RESULT);
    if (errno !== success) throw new Error(`sock_accept: ${String(errno)}`);
    return { fd: this.wasi.word(RESULT), peer };
  }

  /** Sends texts, each from a buffer of its own. @returns how many bytes were sent, or the errno in a list */
  send(name: 'fd_write' | 'sock_send', fd: number, ...texts: string[]): unknown {
    let at = DATA;
    const buffers = texts.map((text) => {
      const placed = this.wasi.put(at, text);
      at += placed[1];
      return placed;
    });
    this.wasi.putBuffers(LIST, ...buffers);
    const errno = this.call(name, fd, LIST, texts.length, ...(name === 'sock_send' ? [0, RESULT] : [RESULT]));
    return errno === success ? this.wasi.word(RESULT) : [errno];
  }

  /** Receives into buffers of these sizes, one after the other. @returns the text, or the errno in a list */
  receive(fd: number, sizes: readonly number[], flags?: number): unknown {
    let at = DATA;
    const buffers = sizes.map((size) => [(at += size) - size, size] as const);
    this.wasi.putBuffers(LIST, ...buffers);
    this.wasi.view.setUint16(FLAGS, 0xffff, true);
    const errno =
      flags === undefined
        ? this.call('fd_read', fd, LIST, sizes.length, RESULT)
        : this.call('sock_recv', fd, LIST, sizes.length, flags, RESULT, FLAGS);
    if (errno !== success) return [errno];
    if (flags !== undefined && this.wasi.view.getUint16(FLAGS, true) !== 0) throw new Error('a flag is set');
    return this.wasi.text(DATA, this.wasi.word(RESULT));
  }

  /** The events of a poll: position, type, error, hangup. */
  poll(...subscriptions: Subscription[]): unknown {
    const { view } = this.wasi;
    for (const [index, each] of subscriptions.entries()) {
      const at = DATA + index * 48;
      view.setBigUint64(at, BigInt(index), true);
      if ('ms' in each) {
        view.setUint8(at + 8, 0);
        view.setUint32(at + 16, 1, true);
        view.setBigUint64(at + 24, BigInt(each.ms) * 1_000_000n, true);
        view.setUint16(at + 40, 0, true);
      } else {
        view.setUint8(at + 8, 'read' in each ? 1 : 2);
        view.setUint32(at + 16, 'read' in each ? each.read : each.write, true);
      }
    }
    const to = DATA + subscriptions.length * 48;
    const errno = this.call('poll_oneoff', DATA, to, subscriptions.length, RESULT);
    if (errno !== success) return errno;
    return Array.from({ length: this.wasi.word(RESULT) }, (_, index) => {
      const at = to + index * 32;
      return [
        Number(view.getBigUint64(at, true)),
        view.getUint8(at + 10),
        view.getUint16(at + 8, true),
        view.getUint16(at + 24, true),
      ];
    });
  }
}

interface Given {
  addresses?: readonly string[];
  limits?: Limits;
  dirs?: Parameters<typeof openDirectories>[0];
}

type Subscription = { read: number } | { write: number } | { ms: number };

const received = (peer: Instance, length = 100_000): string => decode(peer.receive(length, {}) as Uint8Array);

describe('listeners', () => {
  test('have the first descriptors, in their order; directories follow', () => {
    const guest = new Guest({ addresses: ['127.0.0.1:0', '[::1]:0'], dirs: { '/data': temporaryDirectory() } });
    for (const fd of [3, 4]) {
      expect(guest.call('fd_fdstat_get', fd, DATA)).toBe(success);
      expect([guest.wasi.view.getUint8(DATA), guest.wasi.view.getUint16(DATA + 2, true)]).toEqual([6, NONBLOCK]);
    }
    expect(guest.call('fd_fdstat_get', 5, DATA)).toBe(success);
    expect(guest.wasi.view.getUint8(DATA)).toBe(3);
  });

  test('hide no directory from a library that looks for them', () => {
    const guest = new Guest({ dirs: { '/data': temporaryDirectory() } });
    const seen = [3, 4].map((fd) => [guest.call('fd_prestat_get', fd, DATA), guest.wasi.view.getUint8(DATA)]);
    expect(seen).toEqual([
      [success, 1],
      [success, 0],
    ]);
    expect(guest.call('fd_prestat_dir_name', 3, DATA, 0)).toBe(success);
    expect(guest.call('fd_prestat_get', 5, DATA)).toBe(badf);
  });

  test('do not wait, until the guest says that they do', () => {
    const guest = new Guest();
    expect(guest.call('sock_accept', 3, 0, RESULT)).toBe(again);
    expect(guest.call('fd_fdstat_set_flags', 3, 0)).toBe(success);
    guest.call('fd_fdstat_get', 3, DATA);
    expect(guest.wasi.view.getUint16(DATA + 2, true)).toBe(0);
    const { fd } = guest.accepted();
    expect(fd).toBe(4);
  });

  test('are at the address that the embedder wants, whatever the rules are', () => {
    const path = join(temporaryDirectory(), 's');
    const host = new Host({ policy: { denyBind: ['*', 'unix:*'] } });
    const opened = openAt(['127.0.0.1:0', '[::1]:0', `unix:${path}`, 'unix:@wasock-test'], host);
    expect(opened.map(({ socket }) => addressText(socket))).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:[1-9]\d*$/),
      expect.stringMatching(/^\[::1\]:[1-9]\d*$/),
      `unix:${path}`,
      'unix:@wasock-test',
    ]);
    expect(existsSync(path)).toBe(true);
    host.close();
    expect(existsSync(path)).toBe(false);
  });

  test('take connections at every kind of address', () => {
    const path = `${temporaryDirectory()}/s`;
    const guest = new Guest({ addresses: ['[::1]:0', `unix:${path}`] });
    const { Socket } = guestWith({ all: true });
    const [one, other] = [Socket.create('inet6', 'stream', 0), Socket.create('unix', 'stream', 0)];
    one.connect(inet6(guest.port));
    other.connect(unix(path));
    for (const [listener, peer] of [
      [3, one],
      [4, other],
    ] as const) {
      expect(guest.call('sock_accept', listener, 0, RESULT)).toBe(success);
      expect(guest.send('sock_send', guest.wasi.word(RESULT), 'hello')).toBe(5);
      expect(received(peer)).toBe('hello');
    }
  });

  test('count as sockets', () => {
    const { host } = new Guest({ limits: { sockets: 2 } });
    expect(host.usage().sockets.current).toBe(1);
    expect(() => openAt(['127.0.0.1:0', '127.0.0.1:0'], host)).toThrow('limits.sockets');
  });

  test('do not send, receive or have a peer', () => {
    const guest = new Guest();
    expect(guest.receive(3, [1])).toEqual([notconn]);
    expect(guest.send('sock_send', 3, 'x')).toEqual([pipe]);
  });
});

describe('connections', () => {
  test.each(['fd_write', 'sock_send'] as const)('are read and written: %s', (send) => {
    const guest = new Guest();
    const { fd, peer } = guest.accepted();
    peer.send(encode('from the peer'), {});
    expect(guest.receive(fd, [100])).toBe('from the peer');
    expect(guest.send(send, fd, 'a', '', 'bc', 'd'.repeat(20_000))).toBe(20_003);
    expect(decode(peer.receive(20_003, { waitall: true }) as Uint8Array)).toBe(`abc${'d'.repeat(20_000)}`);
  });

  test('are accepted in the mode that the guest says', () => {
    const guest = new Guest();
    for (const flags of [0, NONBLOCK]) {
      const { fd } = guest.accepted(flags);
      guest.call('fd_fdstat_get', fd, DATA);
      expect(guest.wasi.view.getUint16(DATA + 2, true)).toBe(flags);
    }
    guest.connect();
    for (const flags of [1, 2, 8, 16, 32, -1]) expect(guest.call('sock_accept', 3, flags, RESULT)).toBe(inval);
  });

  test('give nothing now, and take no more than there is room for, without waiting', () => {
    const guest = new Guest();
    const { fd } = guest.accepted(NONBLOCK);
    expect(guest.receive(fd, [10])).toEqual([again]);
    expect(guest.receive(fd, [10], WAITALL)).toEqual([again]);
    let sent = 0;
    let last: unknown = 0;
    while (typeof last === 'number') {
      sent += last;
      last = guest.send('fd_write', fd, 'x'.repeat(40_000));
    }
    expect(last).toEqual([again]);
    expect(sent).toBeGreaterThan(40_000);
  });

  test('can be peeked at', () => {
    const guest = new Guest();
    const { fd, peer } = guest.accepted();
    peer.send(encode('hello'), {});
    expect(guest.receive(fd, [2], PEEK)).toBe('he');
    expect(guest.receive(fd, [10], PEEK)).toBe('hello');
    expect(guest.receive(fd, [10], 0)).toBe('hello');
  });

  test('fill all buffers where the guest waits for all, until the stream ends', () => {
    const guest = new Guest();
    const { fd, peer } = guest.accepted();
    peer.send(encode('abcdefghij'), {});
    expect(guest.receive(fd, [3], PEEK | WAITALL)).toBe('abc');
    expect(guest.receive(fd, [2, 0, 3, 1], WAITALL)).toBe('abcdef');
    peer.shutdown('write');
    expect(guest.receive(fd, [2, 100], WAITALL)).toBe('ghij');
    expect(guest.receive(fd, [2, 100], WAITALL)).toBe('');
  });

  test('end: each direction for itself', () => {
    const guest = new Guest();
    const { fd, peer } = guest.accepted();
    expect(guest.call('sock_shutdown', fd, 2)).toBe(success);
    expect(received(peer)).toBe('');
    expect(guest.send('fd_write', fd, 'x')).toEqual([pipe]);
    peer.send(encode('still'), {});
    expect(guest.receive(fd, [10])).toBe('still');
    expect(guest.call('sock_shutdown', fd, 1)).toBe(success);
    expect(guest.receive(fd, [10])).toBe('');
    for (const how of [0, 4, 7, -1]) expect(guest.call('sock_shutdown', fd, how)).toBe(inval);
    const other = guest.accepted();
    expect(guest.call('sock_shutdown', other.fd, 3)).toBe(success);
  });

  test('are closed, and their numbers are given again, the lowest first', () => {
    const guest = new Guest();
    const before = openSockets().length;
    const all = Array.from({ length: 5 }, () => guest.accepted());
    expect(all.map(({ fd }) => fd)).toEqual([4, 5, 6, 7, 8]);
    for (const fd of [7, 4, 6]) expect(guest.call('fd_close', fd)).toBe(success);
    expect(guest.call('fd_close', 4)).toBe(badf);
    for (const { peer } of [all[0]!, all[2]!, all[3]!]) expect(received(peer)).toBe('');
    expect(guest.host.usage().sockets.current).toBe(3);
    expect(Array.from({ length: 4 }, () => guest.accepted().fd)).toEqual([4, 6, 7, 9]);
    expect(openSockets().length).toBeGreaterThan(before);
  });

  test('are renumbered onto others, which are closed', () => {
    const guest = new Guest();
    const [one, two] = [guest.accepted(), guest.accepted()];
    expect(guest.call('fd_renumber', one.fd, two.fd)).toBe(success);
    expect(received(two.peer)).toBe('');
    expect(guest.send('fd_write', two.fd, 'x')).toBe(1);
    expect(received(one.peer)).toBe('x');
    expect(guest.call('fd_renumber', two.fd, 1)).toBe(notcapable);
    expect(guest.call('fd_renumber', two.fd, 99)).toBe(badf);
  });

  test('are limited in their number and their bytes', () => {
    const guest = new Guest({ limits: { sockets: 2, bytesReceived: 5 } });
    const { fd, peer } = guest.accepted();
    guest.connect();
    expect(guest.call('sock_accept', 3, 0, RESULT)).toBe(mfile);
    peer.send(encode('12345'), {});
    expect(guest.receive(fd, [10])).toBe('12345');
    peer.send(encode('6'), {});
    expect(() => guest.receive(fd, [10])).toThrow('bytesReceived');
  });

  test('are described', () => {
    const guest = new Guest();
    const { fd } = guest.accepted();
    expect(guest.call('fd_filestat_get', fd, DATA)).toBe(success);
    expect(guest.wasi.view.getUint8(DATA + 16)).toBe(6);
    expect(guest.call('fd_prestat_get', fd, DATA)).toBe(badf);
  });
});

describe('what is refused', () => {
  test('functions of files', () => {
    const guest = new Guest();
    const { fd } = guest.accepted();
    for (const name of ['fd_sync', 'fd_readdir', 'path_open', 'fd_pread', 'fd_advise']) {
      expect(guest.call(name, fd, 0, 0, 0, 0, 0n, 0n, 0, 0)).toBe(notcapable);
    }
    expect(guest.call('fd_seek', fd, 0n, 0, RESULT)).toBe(spipe);
    expect(guest.call('fd_fdstat_set_flags', fd, 1)).toBe(inval);
  });

  test('functions of sockets on a directory, and on what is no descriptor', () => {
    const guest = new Guest({ dirs: { '/data': temporaryDirectory() } });
    const calls = ['sock_accept', 'sock_recv', 'sock_send', 'sock_shutdown'];
    expect(calls.map((name) => guest.call(name, 4, 0, 0, 0, 0, 0))).toEqual(Array(4).fill(notsock));
    for (const fd of [5, 99, -1]) expect(calls.map((name) => guest.call(name, fd, 0, 0))).toEqual(Array(4).fill(badf));
  });

  test('accepting from a connection', () => {
    const guest = new Guest();
    const { fd } = guest.accepted(NONBLOCK);
    expect(guest.call('sock_accept', fd, 0, RESULT)).toBe(inval);
  });

  test('pointers out of the memory; nothing is then accepted, received or sent', () => {
    const guest = new Guest();
    const { fd, peer } = guest.accepted(NONBLOCK);
    peer.send(encode('hello'), {});
    guest.connect();
    guest.wasi.putBuffers(LIST, [DATA, 10]);
    for (const pointer of [PAGE - 1, PAGE, -4, -1]) {
      expect(guest.call('sock_accept', 3, 0, pointer)).toBe(fault);
      expect(guest.call('fd_read', fd, LIST, 1, pointer)).toBe(fault);
      expect(guest.call('sock_recv', fd, LIST, 1, 0, pointer, FLAGS)).toBe(fault);
      expect(guest.call('sock_recv', fd, LIST, 1, 0, RESULT, pointer)).toBe(fault);
      expect(guest.call('sock_recv', fd, pointer, 1, 0, RESULT, FLAGS)).toBe(fault);
      expect(guest.call('fd_write', fd, pointer, 1, RESULT)).toBe(fault);
      expect(guest.call('sock_send', fd, LIST, 1, 0, pointer)).toBe(fault);
      expect(guest.call('fd_fdstat_get', fd, pointer)).toBe(fault);
    }
    for (const count of [-1, 0x2000_0000]) expect(guest.call('fd_read', fd, LIST, count, RESULT)).toBe(fault);
    guest.wasi.putBuffers(LIST, [PAGE - 4, 5]);
    expect(guest.call('fd_read', fd, LIST, 1, RESULT)).toBe(fault);
    expect(guest.call('fd_write', fd, LIST, 1, RESULT)).toBe(fault);
    guest.wasi.putBuffers(LIST, [PAGE - 4, 5], [DATA, 1]);
    expect(guest.call('sock_recv', fd, LIST, 2, 0, RESULT, FLAGS)).toBe(fault);
    expect(guest.call('sock_send', fd, LIST, 2, 0, RESULT)).toBe(fault);
    for (const flags of [4, 8, -1]) expect(guest.call('sock_recv', fd, LIST, 1, flags, RESULT, FLAGS)).toBe(inval);
    expect(guest.call('sock_send', fd, LIST, 1, 1, RESULT)).toBe(inval);
    expect(guest.receive(fd, [10])).toBe('hello');
    expect(guest.call('sock_accept', 3, 0, RESULT)).toBe(success);
    expect(guest.wasi.word(RESULT)).toBe(5);
    expect(outcomeOf(() => peer.receive(1, { dontwait: true }))).toBe('eagain');
  });
});

describe('poll_oneoff', () => {
  test('waits for connections, for what can be read and for what can be written', () => {
    const guest = new Guest();
    expect(guest.poll({ read: 3 }, { ms: 1 })).toEqual([[1, 0, 0, 0]]);
    guest.connect();
    expect(guest.poll({ read: 3 }, { ms: 60_000 })).toEqual([[0, 1, 0, 0]]);
    expect(guest.call('sock_accept', 3, 0, RESULT)).toBe(success);
    expect(guest.poll({ ms: 60_000 }, { read: 4 }, { write: 4 })).toEqual([[2, 2, 0, 0]]);
    const { fd, peer } = guest.accepted();
    peer.send(encode('x'), {});
    expect(guest.poll({ read: 4 }, { read: fd }, { write: fd }, { read: fd }, { ms: 60_000 })).toEqual([
      [1, 1, 0, 0],
      [2, 2, 0, 0],
      [3, 1, 0, 0],
    ]);
  });

  test('says where both directions are closed', () => {
    const guest = new Guest();
    const { fd, peer } = guest.accepted();
    peer.shutdown('write');
    expect(guest.poll({ read: fd })).toEqual([[0, 1, 0, 0]]);
    guest.call('sock_shutdown', fd, 2);
    expect(guest.poll({ read: fd }, { write: fd })).toEqual([
      [0, 1, 0, 1],
      [1, 2, 0, 1],
    ]);
  });

  test('tells of descriptors that are not open, and of closed ones', () => {
    const guest = new Guest();
    const { fd } = guest.accepted();
    guest.call('fd_close', fd);
    expect(guest.poll({ read: fd }, { write: 0xffff_ffff }, { read: 3 })).toEqual([
      [0, 1, badf, 0],
      [1, 2, badf, 0],
    ]);
  });

  test('waits for hundreds of connections, in any number of subscriptions', () => {
    const guest = new Guest();
    const all = Array.from({ length: 300 }, () => guest.accepted(NONBLOCK));
    const reads = all.map(({ fd }) => ({ read: fd }));
    expect(guest.poll(...reads, { ms: 1 })).toEqual([[300, 0, 0, 0]]);
    for (const index of [7, 211]) all[index]!.peer.send(encode('x'), {});
    expect(guest.poll(...reads, ...reads, { ms: 60_000 })).toEqual([7, 211, 307, 511].map((at) => [at, 1, 0, 0]));
  });
});
