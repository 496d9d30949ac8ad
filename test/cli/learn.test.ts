import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Learner } from '#host/cli/learn';
import type { Denial, PolicyRequest } from '#host/policy';
import { wasock } from '../support/command-line.ts';
import { compiled } from '../support/compiled.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const ASKS = fileURLToPath(new URL('guests/asks.ts', import.meta.url));

const fresh = () => join(temporaryDirectory(), 'policy.json');
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The lines of a guest that was denied nothing. */
const allowed = (args: readonly string[]) =>
  args.map((arg) => `${arg} ${arg.startsWith('connect') ? '111' : '0'}\n`).join('');

describe('--learn', () => {
  test('writes what a run asks for, with which another succeeds', async () => {
    const [path, socket] = [fresh(), join(temporaryDirectory(), 's')];
    const args = [
      'bind=127.0.0.1=0',
      'listen',
      `bind=${socket}`,
      'connect=127.0.0.2=9',
      'connect=127.0.0.2=9',
      'connect=localhost=9',
      'send=127.0.0.3=9',
      'send=127.0.0.3=40000',
      'send=127.0.0.3=50000',
      'lookup=127.1',
      'join=224.0.0.251',
      'raw',
    ];
    const learning = wasock('run', ASKS, '--learn', path, '--', ...args);
    expect(await learning.exited, learning.stderr).toBe(0);
    expect(learning.stdout).toBe(allowed(args));
    const rules = {
      connect: ['127.0.0.2:9', 'localhost:9', '127.0.0.3:9', 'udp:127.0.0.3:32768-65535'],
      bind: ['127.0.0.1:0', '0.0.0.0:0', `unix:${socket}`],
      raw: true,
      multicast: true,
    };
    expect(read(path)).toEqual(rules);
    expect(learning.stderr).toContain(
      `wasock: learnt these rules, and wrote them to ${path}:\n${JSON.stringify(rules, null, 2)}\n`,
    );

    const again = wasock('run', ASKS, '--policy', path, '--', ...args.filter((arg) => !arg.includes(socket)));
    expect(await again.exited).toBe(0);
    expect(again.stdout).toBe(allowed(args.filter((arg) => !arg.includes(socket))));
    expect(again.stderr).not.toContain('denied');
  });

  test('is not written through a link, which the guest may have put there', () => {
    const [path, precious] = [fresh(), join(temporaryDirectory(), 'precious')];
    const learner = new Learner(path, {}, () => {});
    writeFileSync(precious, '{}');
    rmSync(path);
    symlinkSync(precious, path);
    const asked: PolicyRequest = { permission: 'raw', subject: 'IP' };
    expect(() => learner.policy(asked)).toThrow(`cannot write ${path}: it is not a regular file`);
    expect(readFileSync(precious, 'utf8')).toBe('{}');
    expect(readdirSync(dirname(path))).toEqual(['policy.json']);
  });

  test('learns that a guest forks, with the most processes that the flag alone allows', async () => {
    const path = fresh();
    const source = fileURLToPath(new URL('../processes/guests/ways.ts', import.meta.url));
    const learning = wasock('run', source, '--learn', path, '--', 'one');
    expect(await learning.exited, learning.stderr).toBe(0);
    expect(read(path)).toEqual({ fork: 16 });
    const again = wasock('run', source, '--policy', path, '--', 'one');
    expect(await again.exited).toBe(0);
    expect(again.stdout).toBe(learning.stdout);
  });

  test('denies what no rule can allow alone, and learns nothing wider', () => {
    const path = fresh();
    const denied: Denial[] = [];
    const learner = new Learner(path, {}, (denial) => void denied.push(denial));
    const asked: PolicyRequest[] = [
      { permission: 'lookup', subject: 'a!example.com', host: 'a!example.com', pattern: '*' },
      { permission: 'connect', subject: 'unix:/a,b', path: '/a,b', pattern: 'unix:*' },
      { permission: 'bind', subject: 'unix:@a*', abstract: 'a*', pattern: 'unix:@*' },
    ];
    expect(asked.map(learner.policy)).toEqual([false, false, false]);
    expect(denied.map(({ flag }) => flag)).toEqual(Array(3).fill('--learn, which cannot write this name'));
    expect(learner.policy({ permission: 'bind', subject: 'unix:', abstract: '', pattern: 'unix:@*' })).toBe(true);
    expect(read(path)).toEqual({ bind: ['unix:@*'] });
  });

  test('keeps what the file has, and leaves out what flags and other files allow', async () => {
    const [path, other] = [fresh(), fresh()];
    writeFileSync(path, '{ "lookup": ["*.test"], "connect": ["127.0.0.1:9"] }');
    writeFileSync(other, '{ "connect": ["127.0.0.3:9"] }');
    const args = ['connect=127.0.0.1=9', 'connect=127.0.0.2=9', 'connect=127.0.0.3=9', 'connect=127.0.0.4=9'];
    const flags = ['--learn', path, '--policy', other, '--allow-connect', '127.0.0.2'];
    expect(await wasock('run', ASKS, ...flags, '--', ...args).exited).toBe(0);
    expect(read(path)).toEqual({ lookup: ['*.test'], connect: ['127.0.0.1:9', '127.0.0.4:9'] });
    const nothing = wasock('run', ASKS, ...flags, '--', ...args);
    expect(await nothing.exited).toBe(0);
    expect(nothing.stderr).toContain(`wasock: learnt no rules beyond those of ${path} and the flags\n`);
  });

  test('allows nothing that is denied', async () => {
    const path = fresh();
    writeFileSync(path, '{ "denyBind": ["*:80"] }');
    const args = ['connect=127.0.0.1=9', 'bind=127.0.0.1=80', 'lookup=evil.test', 'bind=127.0.0.1=0'];
    const flags = ['--learn', path, '--deny-connect', 'private', '--deny-lookup', 'evil.test'];
    const command = wasock('run', ASKS, ...flags, '--', ...args);
    expect(await command.exited).toBe(0);
    expect(command.stdout).toContain('connect=127.0.0.1=9 13\nbind=127.0.0.1=80 13\n');
    expect(command.stderr.match(/^wasock: .* denied .*$/gm)).toEqual([
      'wasock: connect to 127.0.0.1:9 denied by --deny-connect private',
      "wasock: bind to 127.0.0.1:80 denied by --deny-bind '*:80'",
      'wasock: lookup of evil.test denied by --deny-lookup evil.test',
    ]);
    expect(read(path)).toEqual({ denyBind: ['*:80'], bind: ['127.0.0.1:0'] });
  });

  test('ends with SIGINT, and says what it has learnt', async () => {
    const path = fresh();
    const command = wasock('run', ASKS, '--learn', path, '--', 'bind=127.0.0.1=0', 'block');
    await command.printed(/blocking/);
    expect(read(path)).toEqual({ bind: ['127.0.0.1:0'] });
    process.kill(command.pid, 'SIGINT');
    expect(await command.exited).toBe(130);
    expect(command.stderr).toContain(`wasock: learnt these rules, and wrote them to ${path}:\n{\n  "bind": [\n`);
  });

  test('learns from a component', async () => {
    const [path, guest] = [fresh(), join(temporaryDirectory(), 'guest.wasm')];
    writeFileSync(guest, await compiled(ASKS, 'component'));
    const command = wasock('run', guest, '--learn', path, '--', 'bind=127.0.0.1=0');
    expect(await command.exited, command.stderr).toBe(0);
    expect(command.stdout).toBe('bind=127.0.0.1=0 0\n');
    expect(read(path)).toEqual({ bind: ['127.0.0.1:0'] });
  });

  test('wants a file that it can read and write', async () => {
    const broken = fresh();
    writeFileSync(broken, '{ "all": yes }');
    const unreadable = wasock('run', ASKS, '--learn', broken);
    expect(await unreadable.exited).toBe(2);
    expect(unreadable.stderr).toContain(`wasock: ${broken}:1:10: not JSON: `);
    expect(readFileSync(broken, 'utf8')).toBe('{ "all": yes }');
    expect(await wasock('run', ASKS, '--learn', '/nowhere/policy.json').exited).toBe(2);
  });
});

describe('a learner', () => {
  const connect: PolicyRequest = { permission: 'connect', subject: '', transport: 'tcp', hosts: [] };
  const internet = (address: string, port: number, hosts: string[] = []): PolicyRequest => ({
    ...connect,
    subject: `${address}:${port}`,
    pattern: `${address}:${port}`,
    address,
    port,
    hosts,
  });

  test('takes a name for the addresses that it gave, and leaves its lookup out', () => {
    const path = fresh();
    const { policy } = new Learner(path, {}, () => {});
    expect(policy({ permission: 'lookup', subject: 'a.test', pattern: 'a.test', host: 'a.test' })).toBe(true);
    expect(read(path)).toEqual({ lookup: ['a.test'] });
    expect(policy(internet('192.0.2.1', 80, ['a.test']))).toBe(true);
    expect(policy(internet('192.0.2.2', 80, ['a.test']))).toBe(true);
    expect(policy(internet('192.0.2.2', 81, ['a.test']))).toBe(true);
    expect(read(path)).toEqual({ connect: ['a.test:80', 'a.test:81'] });
  });

  test('does not allow by a name what is denied by it', () => {
    const denied: Denial[] = [];
    const { policy } = new Learner(fresh(), { denyConnect: ['tcp:a.test:25'] }, (denial) => void denied.push(denial));
    expect(policy(internet('192.0.2.1', 25, ['a.test']))).toBe(false);
    expect(policy(internet('192.0.2.1', 443, ['a.test']))).toBe(true);
    expect(denied).toMatchObject([{ rule: 'tcp:a.test:25' }]);
  });

  test('needs no rule for what an operation does without', () => {
    const path = fresh();
    const { policy } = new Learner(path, {}, () => {});
    const request: PolicyRequest = { ...internet('0.0.0.0', 0), permission: 'bind', isOptional: true };
    expect(policy(request)).toBe(false);
    expect(read(path)).toEqual({});
  });

  test('denies what is no text, of which it is not known whether a rule denies it', () => {
    const path = fresh();
    const { policy } = new Learner(path, {}, () => {});
    expect(policy({ ...connect, subject: 'unix:ÿ', pattern: 'unix:*', transport: 'other' })).toBe(false);
    expect(read(path)).toEqual({});
  });
});
