// The manual's examples print what the manual says. Those with pcntl_fork() are not there yet.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runGuest } from 'wasock';
import { EXAMPLES } from '../support/command-line.ts';
import { COMMAND_LINKINGS, type CommandLinking, exampleCommand, runExample } from '../support/commands.ts';
import { servedPort } from '../support/descriptors.ts';
import { compiled } from '../support/guest.ts';
import { hasOwnNetwork, inOwnNetwork } from '../support/own-network.ts';
import { listen, portOf } from '../support/peer.ts';
import { installed, nginxDirectory, startNginx } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const withNginx = test.skipIf(!installed('nginx'));
const withOwnNetwork = test.skipIf(!installed('nginx') || !hasOwnNetwork());

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

const run = (name: string, linking: CommandLinking, flags: readonly string[] = [], args: readonly string[] = []) =>
  runExample(`manual/${name}`, linking, flags, args);

describe.each(COMMAND_LINKINGS)('%s', (linking) => {
  test.each(ALONE)('$name', async ({ name, flags = [], args = [], prints }) => {
    const command = await run(name, linking, flags, args);
    expect(await command.exited, command.stderr).toBe(0);
    expect(command).toMatchObject({ stdout: prints, stderr: '' });
  });

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
    expect(await runGuest(guest, { maxSockets: 0, stdout, onWarning: (message) => void warnings.push(message) })).toBe(
      0,
    );
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

  test('socket_bind-1 connects from 127.0.0.2', async () => {
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
    const command = await run('socket_bind-1', linking, flags, [String(portOf(server))]);
    expect(await connected).toBe('127.0.0.2\nGET / HTTP/1.1\r\nHost: example.com\r\n\r\n');
    expect(await command.exited).toBe(0);
    expect(command).toMatchObject({ stdout: '', stderr: '' });
  });

  /** What socket_recv-1 prints of nginx's answer, in the manual's words. */
  const headOf = (address: string, port: number) =>
    new RegExp(
      `^<h2>TCP/IP Connection</h2>\nOK\\.\nAttempting to connect to '${address}' on port '${port}'\\.\\.\\.OK\\.\n` +
        'Sending HTTP HEAD request\\.\\.\\.OK\\.\nReading response:\n\n' +
        'Read (\\d+) bytes from socket_recv\\(\\)\\. Closing socket\\.\\.\\.' +
        '(HTTP/1\\.1 200 OK\r\nServer: nginx.*\r\n(?:.*\r\n)*Content-Length: 24\r\n(?:.*\r\n)*\r\n)\nOK\\.\n\n$',
    );

  withNginx('socket_recv-1 prints the answer of a real nginx', async () => {
    const { port } = await startNginx();
    const args = ['localhost', String(port)];
    const command = await run('socket_recv-1', linking, ['--allow-connect', `localhost:${port}`], args);
    expect(await command.exited).toBe(0);
    expect(command.stderr).toBe('');
    expect(command.stdout).toMatch(headOf('127.0.0.1', port));
    const [, bytes, response] = headOf('127.0.0.1', port).exec(command.stdout) ?? [];
    expect(response).toHaveLength(Number(bytes));
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

  test('socket_sendto-1 sends its datagram', async () => {
    const peer = createSocket('udp4');
    onTestFinished(() => void peer.close());
    peer.bind(0, '127.0.0.1');
    await once(peer, 'listening');
    const { port } = peer.address();
    const received = once(peer, 'message');
    const command = await run('socket_sendto-1', linking, ['--allow-connect', `127.0.0.1:${port}`], [String(port)]);
    expect(String((await received)[0])).toBe('Ping !');
    expect(await command.exited).toBe(0);
    expect(command).toMatchObject({ stdout: '', stderr: '' });
  });

  test('socket_recvfrom-1 prints 12 characters of a datagram and who sent it', async () => {
    const command = await run('socket_recvfrom-1', linking, ['--allow-bind', '127.0.0.1:0'], ['0']);
    const peer = createSocket('udp4');
    onTestFinished(() => void peer.close());
    peer.bind(0, '127.0.0.1');
    await once(peer, 'listening');
    peer.send('twelve chars and more', await servedPort(command.pid, 'udp'), '127.0.0.1');
    expect(await command.exited).toBe(0);
    expect(command).toMatchObject({
      stdout: `Received twelve chars from remote address 127.0.0.1 and remote port ${peer.address().port}\n`,
      stderr: '',
    });
  });

  test('socket_set_block-1 waits until somebody connects', async () => {
    const command = await run('socket_set_block-1', linking, ['--allow-bind', '0.0.0.0:0'], ['0']);
    const connection = createConnection({ port: await servedPort(command.pid, 'tcp'), host: '127.0.0.1' });
    onTestFinished(() => void connection.destroy());
    await once(connection, 'end'); // with the guest
    expect(await command.exited).toBe(0);
    expect(command).toMatchObject({ stdout: '', stderr: '' });
  });

  // In a network namespace of its own, where the manual's ports are free and www.example.com is this machine.
  withOwnNetwork(
    'the examples run as they stand in the manual, with its names and ports',
    { timeout: 60_000 },
    async () => {
      const directory = nginxDirectory(80);
      const line = async (name: string, flags: string) =>
        `${(await exampleCommand(`manual/${name}`, linking)).join(' ')} ${flags}; echo "${name}: $?"`;
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
        'int(0)',
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
