// What the guests of other toolchains do, in a place: each against a peer of Node's.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Command } from '../support/command-line.ts';
import { listen, lineServer, portOf } from '../support/peer.ts';
import { installed, startRedis } from '../support/services.ts';
import { whyMissing } from './guests.ts';
import type { Place } from './places.ts';

type Arguments<T> = Record<string, (what: T) => string[]>;

/** Clients that send two lines, and print the lines that answer them; by the port of 127.0.0.1. */
export const TCP_CLIENTS: Arguments<number> = {
  'rust/tcp-client': (port) => ['localhost', `${port}`, 'hello', 'Grüße'],
  'c/tcp-client': (port) => ['localhost', `${port}`, 'hello', 'Grüße'],
  'python/socket-client': (port) => ['localhost', `${port}`, 'hello', 'Grüße'],
  'javascript/tcp-client': (port) => ['127.0.0.1', `${port}`, 'hello', 'Grüße'],
};

/** Clients that have several connections at once, and print a line for each. */
export const MANY_CLIENTS: Arguments<number> = {
  'rust-crates/tokio-client': (port) => [`127.0.0.1:${port}`, '5', 'hello', 'Grüße'],
  'python/asyncio-client': (port) => ['127.0.0.1', `${port}`, '5', 'hello', 'Grüße'],
};

/** Servers that print their port, and echo this many connections. */
export const TCP_SERVERS: Arguments<number> = {
  'rust/tcp-echo-server': (count) => ['127.0.0.1:0', `${count}`],
  'rust-crates/tokio-server': (count) => ['127.0.0.1:0', `${count}`],
  'c/tcp-server': (count) => ['0', `${count}`],
  'python/socket-server': (count) => ['127.0.0.1', '0', `${count}`],
  'python/asyncio-server': (count) => ['127.0.0.1', '0', `${count}`],
  'javascript/tcp-server': (count) => ['127.0.0.1', '0', `${count}`],
};

export const UDP_CLIENTS: Arguments<number> = {
  'rust/udp-client': (port) => ['127.0.0.1', `${port}`, 'hello', 'Grüße'],
  'c/udp-client': (port) => ['localhost', `${port}`, 'hello', 'Grüße'],
  'python/udp-client': (port) => ['127.0.0.1', `${port}`, 'hello', 'Grüße'],
  'javascript/udp-client': (port) => ['127.0.0.1', `${port}`, 'hello', 'Grüße'],
};

export const UDP_SERVERS: Arguments<number> = {
  'rust/udp-server': (count) => ['127.0.0.1:0', `${count}`],
  'python/udp-server': (count) => ['127.0.0.1', '0', `${count}`],
};

/** Programs that print their surroundings, and exit with the code that they are given. */
export const COMMANDS = ['rust/command', 'python/command', 'preview1/command', 'go/command'];

export const RESOLVERS = ['rust/resolve', 'c/resolve', 'javascript/resolve'];

const BENCHES = ['rust/bench', 'python/bench'];

/** All that the guests do, in a place. */
export function testGuests(place: Place): void {
  describe.skipIf(place.missing !== undefined)(`guests of other toolchains in ${place.name}`, () => {
    testTcp(place);
    testUdp(place);
    testHttp(place);
    testRest(place);
  });
}

/** What is expected of a guest, which it starts with its arguments. */
type Expectations = (start: (...args: string[]) => Command) => Promise<void>;

/** A test of a guest, left out where the guest is missing. */
function guestTest(place: Place, name: string, fact: string, expectations: Expectations) {
  test.skipIf(whyMissing(name) !== undefined)(`${name} ${fact}`, async () => {
    await expectations((...args) => place.run(name, args));
  });
}

async function expectToEnd(command: Command): Promise<void> {
  expect(await command.exited, command.stdout + command.stderr).toBe(0);
}

/** The port that a server says it has. */
async function portSaid(command: Command): Promise<number> {
  return Number((await command.printed(/\D(\d+)\n/))[1]);
}

function testTcp(place: Place): void {
  const echoLines = () => lineServer('inet', '', (line, connection) => void connection.write(`${line}\n`));

  for (const [name, args] of Object.entries(TCP_CLIENTS)) {
    guestTest(place, name, 'sends lines and prints the answers', async (start) => {
      const command = start(...args((await echoLines()).port));
      await expectToEnd(command);
      expect(command.stdout.split('\n').slice(1)).toEqual(['hello', 'Grüße', '']);
    });
  }

  for (const [name, args] of Object.entries(MANY_CLIENTS)) {
    guestTest(place, name, 'has several connections at once', async (start) => {
      const command = start(...args((await echoLines()).port));
      await expectToEnd(command);
      const lines = [0, 1, 2, 3, 4].map((i) => `${i}: ${i} hello: ${i} Grüße`);
      expect(command.stdout.split('\n').slice(0, 5)).toEqual(lines);
    });
  }

  for (const [name, args] of Object.entries(TCP_SERVERS)) {
    guestTest(place, name, 'echoes connections until they are shut down', async (start) => {
      const command = start(...args(3));
      const port = await portSaid(command);
      const sent = ['hello', 'x'.repeat(200_000), ''];
      const connections = sent.map((text) => connect(port, '127.0.0.1').setEncoding('utf8').end(text));
      expect(await Promise.all(connections.map(readAll))).toEqual(sent);
      await expectToEnd(command);
    });
  }
}

async function readAll(connection: Socket): Promise<string> {
  let text = '';
  for await (const part of connection) text += part;
  return text;
}

function testUdp(place: Place): void {
  for (const [name, args] of Object.entries(UDP_CLIENTS)) {
    guestTest(place, name, 'sends datagrams and prints the answers', async (start) => {
      const server = createSocket('udp4', (data, { port, address }) => server.send(data, port, address));
      onTestFinished(() => void server.close());
      await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
      const command = start(...args(server.address().port));
      await expectToEnd(command);
      expect(command.stdout).toBe('hello\nGrüße\n');
    });
  }

  for (const [name, args] of Object.entries(UDP_SERVERS)) {
    guestTest(place, name, 'sends datagrams back', async (start) => {
      const command = start(...args(3));
      const port = await portSaid(command);
      const client = createSocket('udp4');
      onTestFinished(() => void client.close());
      for (const data of ['one', '', 'three'.repeat(1000)]) {
        const answer = once(client, 'message') as Promise<[Buffer]>;
        client.send(data, port, '127.0.0.1');
        expect((await answer)[0].toString()).toBe(data);
      }
      await expectToEnd(command);
    });
  }
}

function testHttp(place: Place): void {
  const startHttp = async () => {
    const server = createHttpServer((request, response) => {
      response.setHeader('Content-Type', 'text/plain');
      if (request.method === 'POST') request.pipe(response);
      else response.end(`GET ${request.url}`);
    });
    onTestFinished(() => void server.close());
    await listen(server as Server, { port: 0, host: '127.0.0.1' });
    return `http://localhost:${portOf(server as Server)}`;
  };

  guestTest(place, 'rust-crates/http-get', 'gets a page', async (start) => {
    const command = start(`${await startHttp()}/page`);
    await expectToEnd(command);
    expect(command.stdout).toBe('200 OK\nGET /page');
  });

  guestTest(place, 'python/urllib-client', 'gets a page, and posts a text', async (start) => {
    const url = await startHttp();
    for (const [args, text] of [
      [[], 'GET /page'],
      [['a body'], 'a body'],
    ] as const) {
      const command = start(`${url}/page`, ...args);
      await expectToEnd(command);
      expect(command.stdout).toBe(`200 text/plain\n${text}\n`);
    }
  });

  guestTest(place, 'python/http-server', 'serves HTTP', async (start) => {
    const command = start('127.0.0.1', '0', '2');
    const url = `http://127.0.0.1:${await portSaid(command)}/page`;
    expect(await (await fetch(url)).text()).toBe('you asked for /page\n');
    expect(await (await fetch(url, { method: 'POST', body: 'a body' })).text()).toBe('A BODY');
    await expectToEnd(command);
  });

  test.skipIf(!installed('redis-server') || whyMissing('rust-crates/redis-client') !== undefined)(
    'rust-crates/redis-client talks to Redis',
    async () => {
      const { port } = await startRedis();
      const command = place.run('rust-crates/redis-client', [`redis://localhost:${port}`]);
      await expectToEnd(command);
      expect(command.stdout).toBe(
        'greeting: hello\ncounter: 10\npipeline: 15 hello\npublished to 1: something happened\n',
      );
    },
  );
}

function testRest(place: Place): void {
  for (const name of COMMANDS) {
    test.skipIf(whyMissing(name) !== undefined)(`${name} has arguments, environment, input and exit code`, async () => {
      const given = { environment: { NAME: 'value' }, input: 'some input' };
      const command = place.run(name, ['0', 'an argument'], given);
      await expectToEnd(command);
      for (const word of ['an argument', 'NAME', 'value', 'some input']) expect(command.stdout).toContain(word);
      expect(command.stderr).toBe('to standard error\n');
      // WASI 0.2's exit says whether it was a success: its number is lost.
      expect(await place.run(name, ['3'], { input: '' }).exited).toBe(1);
    });
  }

  for (const name of RESOLVERS) {
    guestTest(place, name, 'looks names up', async (start) => {
      const command = start('localhost', 'nothing.invalid', '192.0.2.1');
      await expectToEnd(command);
      const [localhost = '', nothing = '', address = ''] = command.stdout.split('\n');
      expect(localhost).toMatch(/^localhost: .*(127\.0\.0\.1|::1)/);
      expect(nothing).toMatch(/^nothing\.invalid: \D+$/);
      expect(address).toBe('192.0.2.1: 192.0.2.1');
    });
  }

  guestTest(place, 'c/options', 'sets options and reads them back', async (start) => {
    const command = start();
    await expectToEnd(command);
    for (const line of ['SO_KEEPALIVE: 1', 'TCP_KEEPIDLE: 77', 'TCP_KEEPCNT: 5', 'IP_TTL: 33', 'IPV6_UNICAST_HOPS: 44'])
      expect(command.stdout.split('\n')).toContain(line);
  });

  for (const name of BENCHES) {
    guestTest(place, name, 'measures', async (start) => {
      const command = start(`${await benchPeer()}`, '20');
      await expectToEnd(command);
      const figures = JSON.parse(command.stdout) as Record<string, number>;
      expect(Object.keys(figures)).toEqual(['round-trips', 'connects', 'send', 'receive', 'udp-round-trips']);
      for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
    });
  }

  test.skipIf(whyMissing('c/netcat') !== undefined)(
    'c/netcat waits for its input and its connection at once',
    async () => {
      const { port } = await lineServer('inet', '', (line, connection) => void connection.write(`you said ${line}\n`));
      const command = place.run('c/netcat', ['127.0.0.1', `${port}`], { input: 'hello\nGrüße\n' });
      await expectToEnd(command);
      expect(command.stdout).toBe('you said hello\nyou said Grüße\n');
    },
  );

  guestTest(place, 'rust/greedy', 'takes what it is told to take', async (start) => {
    for (const [what, said] of [
      ['sockets', '100 sockets, then None\n'],
      ['listeners', '100 listeners, then None\n'],
      ['memory', '100 megabytes, then None\n'],
    ] as const) {
      const command = start(what, '100');
      await expectToEnd(command);
      expect(command.stdout).toBe(said);
    }
    const command = start('output', '10000');
    await expectToEnd(command);
    expect(command.stdout).toMatch(/\nline 9999\n10000 lines, then None\n$/);
  });

  guestTest(place, 'rust/lacking', 'has no files, threads and processes', async (start) => {
    const command = start();
    await expectToEnd(command);
    const lines = command.stdout.trimEnd().split('\n');
    expect(lines.length).toBe(8);
    for (const line of lines) expect(line).toContain(': no: ');
  });

  guestTest(place, 'rust/block', 'waits for a connection', async (start) => {
    const command = start('accept', '127.0.0.1:0');
    connect(await portSaid(command), '127.0.0.1').on('error', () => {});
    await expectToEnd(command);
    expect(command.stdout).toContain('not blocked any more');
  });

  test.skipIf(whyMissing('composed/composed') !== undefined)('a component uses the other’s resources', async () => {
    const command = place.run('composed/composed', []);
    await expectToEnd(command);
    expect(command.stdout).toBe(readFileSync(new URL('guests/composed/expected.txt', import.meta.url), 'utf8'));
  });

  guestTest(place, 'composed/composed', 'lends a stream of the host to the other component', async (start) => {
    const server = createServer((connection) => connection.on('error', () => {}).pipe(connection));
    onTestFinished(() => void server.close());
    await listen(server, { port: 0, host: '127.0.0.1' });
    const command = start('127.0.0.1', `${portOf(server)}`);
    await expectToEnd(command);
    expect(command.stdout).toContain('Ok(5)');
  });

  guestTest(place, 'composed/composed', 'ends with a trap of the other component', async (start) => {
    expect(await start('crash').exited).toBe(134);
  });

  guestTest(place, 'go/listener.core', 'has no listener unless the host opens one', async (start) => {
    const command = start('1');
    expect(await command.exited).toBe(1);
    expect(command.stdout).toContain('no listener');
  });
}

/** What bench/c/peer.c is, in Node: the first byte of a connection says what it is for. */
async function benchPeer(): Promise<number> {
  const chunk = Buffer.alloc(65536);
  const purposes: Record<string, (connection: Socket) => unknown> = {
    e: (connection) => connection.pipe(connection),
    s: (connection) => connection.on('end', () => connection.end('k')).resume(), // it has all
    g: (connection) => {
      const fill = () => {
        while (connection.write(chunk));
      };
      connection
        .on('drain', fill)
        .on('end', () => connection.destroy())
        .resume();
      fill();
    },
    i: (connection) => connection.on('end', () => connection.end()).resume(),
  };
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    connection
      .on('error', () => {})
      .once('readable', () => {
        const first = connection.read(1) as Buffer | null;
        if (first === null) connection.destroy();
        else purposes[String(first)]?.(connection);
      });
    onTestFinished(() => void connection.destroy());
  });
  onTestFinished(() => void server.close());
  await listen(server, { port: 0, host: '127.0.0.1' });
  return portOf(server);
}
