// The manual's examples print what the manual says, in Node and over WASI; what they lack there is listed in
// test/wasip2/lacking-examples.ts.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runGuest } from 'wasock';
import { EXAMPLES } from '../support/command-line.ts';
import { COMMAND_LINKINGS } from '../support/commands.ts';
import { exampleCommand, isInNode, type Place, PLACES, runExample } from '../support/places.ts';
import { servedPort } from '../support/descriptors.ts';
import { compiled } from '../support/guest.ts';
import { hasOwnNetwork, inOwnNetwork } from '../support/own-network.ts';
import { listen, portOf } from '../support/peer.ts';
import { installed, nginxDirectory, startNginx } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { EXAMPLES_NOT_RUN, lackOf } from '../wasip2/lacking-examples.ts';

const hasNginx = installed('nginx');
const withOwnNetwork = test.skipIf(!hasNginx || !hasOwnNetwork());

const PAIR = 'string(10) "ABCdef123\n"\n';

interface Alone {
  name: string;
  flags?: string[];
  args?: string[];
  prints: string;
}

const ALONE: Alone[] = [
  { name: 'socket_create_pair-1', prints: PAIR },
  { name: 'socket_create_pair-1-php4', flags: ['--allow-connect', 'unix:/tmp/*'], prints: PAIR },
  { name: 'socket_create_pair-1-fr', prints: PAIR },
  { name: 'socket_create_pair-1-vim', prints: PAIR },
  { name: 'socket_get_option-1', flags: ['--allow-bind', '0.0.0.0:0'], args: ['0'], prints: 'int(0)\n' },
  { name: 'socket_import_stream-1', flags: ['--allow-bind', '0.0.0.0:0'], args: ['0'], prints: 'SO_TYPE: 2\n' },
  { name: 'socket_last_error-1', prints: '' },
  { name: 'socket_select-1', prints: 'to read 0, to write 1\n' },
  { name: 'socket_select-2', prints: 'to read 0\n' },
  { name: 'socket_select-3', prints: '1: socket2 is the one\n' },
  { name: 'socket_set_nonblock-1', flags: ['--allow-bind', '0.0.0.0:0'], args: ['0'], prints: '' },
  {
    name: 'socket_set_option-1',
    flags: ['--allow-bind', '127.0.0.1:0'],
    args: ['0'],
    prints: 'SO_REUSEADDR is set on socket !\n',
  },
];

const run = (name: string, place: Place, flags: readonly string[] = [], args: readonly string[] = []) =>
  runExample(`manual/${name}`, place, flags, args);

/** What socket_recv-1 prints of nginx's answer, in the manual's words. */
const headOf = (address: string, port: number) =>
  new RegExp(
    `^<h2>TCP/IP Connection</h2>\nOK\\.\nAttempting to connect to '${address}' on port '${port}'\\.\\.\\.OK\\.\n` +
      'Sending HTTP HEAD request\\.\\.\\.OK\\.\nReading response:\n\n' +
      'Read (\\d+) bytes from socket_recv\\(\\)\\. Closing socket\\.\\.\\.' +
      '(HTTP/1\\.1 200 OK\r\nServer: nginx.*\r\n(?:.*\r\n)*Content-Length: 24\r\n(?:.*\r\n)*\r\n)\nOK\\.\n\n$',
  );

/** Examples that somebody else has a part in. */
const WITH_PEER: Record<string, { does: string; needs?: 'nginx'; run(place: Place): Promise<void> }> = {
  'socket_bind-1': {
    does: 'connects from 127.0.0.2',
    async run(place) {
      const server = createServer();
      onTestFinished(() => void server.close());
      await listen(server, { port: 0, host: '127.0.0.1' });
      const connected = new Promise<string>((resolve) => {
        server.once('connection', (connection) => {
          let said = `${connection.remoteAddress}\n`;
          connection.on('data', (data) => (said += data)).on('end', () => resolve(said));
        });
      });
      const flags = ['--allow-bind', '127.0.0.2:0', '--allow-connect', `127.0.0.1:${portOf(server)}`];
      const command = await run('socket_bind-1', place, flags, [String(portOf(server))]);
      expect(await connected).toBe('127.0.0.2\nGET / HTTP/1.1\r\nHost: example.com\r\n\r\n');
      expect(await command.exited).toBe(0);
      expect(command).toMatchObject({ stdout: '', stderr: '' });
    },
  },

  'socket_recv-1': {
    does: 'prints the answer of a real nginx',
    needs: 'nginx',
    async run(place) {
      const { port } = await startNginx();
      const args = ['localhost', String(port)];
      const command = await run('socket_recv-1', place, ['--allow-connect', `localhost:${port}`], args);
      expect(await command.exited).toBe(0);
      expect(command.stderr).toBe('');
      expect(command.stdout).toMatch(headOf('127.0.0.1', port));
      const [, bytes, response] = headOf('127.0.0.1', port).exec(command.stdout) ?? [];
      expect(response).toHaveLength(Number(bytes));
    },
  },

  'socket_sendto-1': {
    does: 'sends its datagram',
    async run(place) {
      const peer = createSocket('udp4');
      onTestFinished(() => void peer.close());
      peer.bind(0, '127.0.0.1');
      await once(peer, 'listening');
      const { port } = peer.address();
      const received = once(peer, 'message');
      const command = await run('socket_sendto-1', place, ['--allow-connect', `127.0.0.1:${port}`], [String(port)]);
      expect(String((await received)[0])).toBe('Ping !');
      expect(await command.exited).toBe(0);
      expect(command).toMatchObject({ stdout: '', stderr: '' });
    },
  },

  'socket_recvfrom-1': {
    does: 'prints 12 characters of a datagram and who sent it',
    async run(place) {
      const command = await run('socket_recvfrom-1', place, ['--allow-bind', '127.0.0.1:0'], ['0']);
      const peer = createSocket('udp4');
      let again: NodeJS.Timeout | undefined;
      onTestFinished(() => {
        clearInterval(again);
        peer.close();
      });
      peer.bind(0, '127.0.0.1');
      await once(peer, 'listening');
      const port = await servedPort(command.pid, 'udp');
      const send = () => peer.send('twelve chars and more', port, '127.0.0.1');
      send();
      // jco drops what comes after it has bound a socket, and before it takes note of that.
      if (place === 'jco') again = setInterval(send, 20);
      expect(await command.exited).toBe(0);
      expect(command).toMatchObject({
        stdout: `Received twelve chars from remote address 127.0.0.1 and remote port ${peer.address().port}\n`,
        stderr: '',
      });
    },
  },

  'socket_set_block-1': {
    does: 'waits until somebody connects',
    async run(place) {
      const command = await run('socket_set_block-1', place, ['--allow-bind', '0.0.0.0:0'], ['0']);
      const port = await servedPort(command.pid, 'tcp');
      const connectUntilTheEnd = async () => {
        const connection = createConnection({ port, host: '127.0.0.1' });
        onTestFinished(() => void connection.destroy());
        await once(connection, 'end'); // with the guest
      };
      await connectUntilTheEnd();
      // jco takes connections as soon as a socket is bound, and ends those that come before the guest listens.
      let hasExited = false;
      const exits = () => void (hasExited = true);
      command.exited.then(exits, exits);
      while (place === 'jco' && !hasExited) await connectUntilTheEnd().catch(() => {});
      expect(await command.exited).toBe(0);
      expect(command).toMatchObject({ stdout: '', stderr: '' });
    },
  },
};

/** Those that fork, with their words for what has come, and for a fork that fails. */
const FORKING = {
  'socket_create_pair-2': ['Received', 'Could not fork Process.'],
  'socket_create_pair-2-php4': ['Recieved', 'Could not fork Process.'],
  'socket_create_pair-2-fr': ['Réception de', 'Impossible de dupliquer le processus.'],
  'socket_create_pair-2-vim': ['Recieved', 'Could not fork Process.'],
};

for (const [name, [received, failed = '']] of Object.entries(FORKING)) {
  WITH_PEER[name] = {
    does: 'forks, or says that it cannot',
    async run(place) {
      const command = await run(name, place, ['--allow-fork']);
      expect(await command.exited, command.stderr).toBe(0);
      // Components are one process.
      if (place !== 'direct') {
        expect(command).toMatchObject({ stdout: failed, stderr: 'Warning: pcntl_fork(): Error 38\n' });
        return;
      }
      expect(command.stderr).toBe('');
      // Which comes first is up to both processes.
      expect(command.stdout.split('\n').sort()).toEqual(
        ['', `${received} Message From Child.`, `${received} Message From Parent.`].sort(),
      );
    },
  };
}

test('every example of the manual runs over WASI, or is listed', () => {
  const examples = readdirSync(`${EXAMPLES}manual`).map((file) => `manual/${file.replace('.ts', '')}`);
  const running = [...ALONE.map(({ name }) => name), ...Object.keys(WITH_PEER)].map((name) => `manual/${name}`);
  const known = [...running, ...Object.values(EXAMPLES_NOT_RUN).flat(), 'manual/php'];
  expect(examples.filter((example) => !known.includes(example))).toEqual([]);
});

test('what an example lacks over WASI is not what it does here', () => {
  const outcomes = ALONE.map(
    ({ name, prints }) => [`manual/${name}`, { code: 0, stdout: prints, stderr: '' }] as const,
  );
  for (const [name, here] of outcomes) expect([name, lackOf(name)?.gives]).not.toEqual([name, here]);
});

describe.each(PLACES)('%s', (place) => {
  const isSame = ({ name }: Alone) => isInNode(place) || lackOf(`manual/${name}`) === undefined;

  test.each(ALONE.filter(isSame))('$name', async ({ name, flags = [], args = [], prints }) => {
    const command = await run(name, place, flags, args);
    expect(await command.exited, command.stderr).toBe(0);
    expect(command).toMatchObject({ stdout: prints, stderr: '' });
  });

  for (const [name, { does, needs, run }] of Object.entries(WITH_PEER)) {
    test.skipIf(needs !== undefined && !hasNginx)(`${name} ${does}`, () => run(place));
  }

  // In a network namespace of its own, where the manual's ports are free and www.example.com is this machine.
  withOwnNetwork(
    'the examples run as they stand in the manual, with its names and ports',
    { timeout: 60_000 },
    async () => {
      const directory = nginxDirectory(80);
      const line = async (name: string, flags: string) =>
        `${(await exampleCommand(`manual/${name}`, place, flags.split(' '))).join(' ')}; echo "${name}: $?"`;
      const command = inOwnNetwork(
        [
          `nginx -e stderr -p ${directory} -c nginx.conf`,
          `trap 'kill $(cat ${directory}/nginx.pid)' EXIT`,
          await line('socket_bind-1', '--allow-bind 127.0.0.2:0 --allow-connect 127.0.0.1:80'),
          await line('socket_get_option-1', '--allow-bind 0.0.0.0:1223'),
          await line('socket_import_stream-1', '--allow-bind 0.0.0.0:58380'),
          await line('socket_set_nonblock-1', '--allow-bind 0.0.0.0:1223'),
          await line('socket_set_option-1', '--allow-bind 127.0.0.1:1223'),
          await line('socket_sendto-1', '--allow-connect 127.0.0.1:1223'),
          await line('socket_recv-1', '--allow-connect www.example.com:80'),
        ].join('\n'),
        ['127.0.0.1 www.example.com'],
      );
      expect(await command.exited, command.stderr).toBe(0);
      const [others, head] = command.stdout.split(/(?=<h2>)/);
      expect(others?.split('\n')).toEqual([
        'socket_bind-1: 0',
        isInNode(place) ? 'int(0)' : lackOf('manual/socket_get_option-1')?.gives.stdout.trimEnd(),
        'socket_get_option-1: 0',
        'SO_TYPE: 2',
        'socket_import_stream-1: 0',
        'socket_set_nonblock-1: 0',
        'SO_REUSEADDR is set on socket !',
        'socket_set_option-1: 0',
        'socket_sendto-1: 0',
        '',
      ]);
      expect(head?.replace(/socket_recv-1: 0\n$/, '')).toMatch(headOf('127.0.0.1', 80));
    },
  );
});

// Over WASI no address is denied, and the limits are the runtime's.
describe.each(COMMAND_LINKINGS)('what this package’s host denies (%s)', (linking) => {
  test('socket_create_pair-1-php4 ends where it cannot know that the name is free', async () => {
    const command = await run('socket_create_pair-1-php4', linking);
    expect(await command.exited).toBe(0);
    expect(command.stdout).toBe('Temporary socket already exists.');
  });

  test('socket_last_error-1 tells why it has no socket', async () => {
    const output = join(temporaryDirectory(), 'stdout');
    const stdout = openSync(output, 'w');
    const warnings: string[] = [];
    const target = linking === 'direct' ? 'core' : 'component';
    const guest = await compiled(join(EXAMPLES, 'manual/socket_last_error-1.ts'), target);
    expect(
      await runGuest(guest, { limits: { sockets: 0 }, stdout, onWarning: (message) => void warnings.push(message) }),
    ).toBe(0);
    closeSync(stdout);
    expect(readFileSync(output, 'utf8')).toBe("Couldn't create socket: [24] Too many open files");
    expect(warnings).toEqual([]);
  });

  test('socket_strerror-1 has the manual’s output, for root too', async () => {
    const command = await run('socket_strerror-1', linking);
    expect(await command.exited).toBe(0);
    expect(command.stdout).toBe('socket_bind() failed: reason: Permission denied\n');
    expect(command.stderr).toBe('wasock: bind to 127.0.0.1:80 denied; allow it with --allow-bind 127.0.0.1:80\n');
  });

  test('socket_recv-1 takes the port of the WWW service where none is given, and says what failed', async () => {
    const command = await run('socket_recv-1', linking, [], ['127.0.0.1']);
    expect(await command.exited).toBe(0);
    expect(command.stdout).toContain(
      "Attempting to connect to '127.0.0.1' on port '80'...socket_connect() failed.\nReason: () Permission denied\n",
    );
    expect(command.stdout).toContain('socket_recv() failed; reason: Transport endpoint is not connected\n\nOK.\n\n');
    expect(command.stderr).toContain('--allow-connect 127.0.0.1:80');
  });
});
