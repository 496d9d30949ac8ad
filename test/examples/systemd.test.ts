import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Command, EXAMPLES } from '../support/command-line.ts';
import { pasted } from '../support/examples-readme.ts';
import { NPM_ENVIRONMENT } from '../support/npm.ts';
import { freePort } from '../support/peer.ts';
import { installed } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const TITLE = 'A server that systemd starts';
const UNITS = ['hello.socket', 'hello.service'] as const;
const withSystemd = test.skipIf(!installed('systemd-socket-activate'));

/** Runs the last line of a script in place of the shell, so that what ends it is ended with the test. */
async function activated(script: string, port: number): Promise<Command> {
  const lines = script.trimEnd().split('\n');
  const command = new Command('sh', ['-euc', [...lines.slice(0, -1), `exec ${lines.at(-1)}`].join('\n')]);
  await command.printed(new RegExp(`Listening on 127.0.0.1:${port} as 3`), 'stderr');
  return command;
}

async function expectHello(port: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}`);
  expect(await response.text()).toBe('Hello, socket\n');
}

withSystemd('a server is started with the listener that systemd has', async () => {
  const port = await freePort();
  await activated(pasted(TITLE).replace('8080', String(port)), port);
  await expectHello(port);
  await expectHello(port);
});

/** The value of a key in a unit. */
function valueOf(unit: string, key: string): string {
  const [, value] = new RegExp(`^${key}=(.*)$`, 'm').exec(unit) ?? [];
  if (value === undefined) throw new Error(`no ${key} in ${unit}`);
  return value;
}

withSystemd(
  'the units start what the README installs, which ends when nobody comes',
  { timeout: 300_000 },
  async () => {
    const [directory, port] = [temporaryDirectory(), await freePort()];
    const here = (text: string) => text.replaceAll('/opt/hello', directory).replaceAll('8080', String(port));
    const install = here(pasted(TITLE, 2).split('\n').slice(0, 3).join('\n'));
    const env = { ...NPM_ENVIRONMENT, npm_config_prefer_offline: 'true' };
    const installing = new Command('sh', ['-euc', install], undefined, env);
    expect(await installing.exited, installing.stderr).toBe(0);

    const [socket, service] = UNITS.map((name) => here(readFileSync(`${EXAMPLES}systemd/${name}`, 'utf8'))) as [
      string,
      string,
    ];
    const listening = `-l ${valueOf(socket, 'ListenStream')} --fdname=${valueOf(socket, 'FileDescriptorName')}`;
    const start = `systemd-socket-activate ${listening} ${valueOf(service, 'ExecStart')} -- 1`;
    const server = await activated(`cd ${valueOf(service, 'WorkingDirectory')}\n${start}`, port);
    await expectHello(port);
    expect(await server.exited, server.stderr).toBe(0);
  },
);

withSystemd('the units are what systemd understands', () => {
  const directory = temporaryDirectory();
  for (const name of UNITS) cpSync(`${EXAMPLES}systemd/${name}`, join(directory, name));
  // What the service starts has to exist.
  const service = join(directory, 'hello.service');
  const text = readFileSync(service, 'utf8').replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`);
  writeFileSync(service, text);
  const paths = UNITS.map((name) => join(directory, name));
  const verified = spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' });
  expect(verified.stderr.split('\n').filter((line) => line.includes('hello.'))).toEqual([]);
  expect(verified.status).toBe(0);
});
