// wasock run --verbose and --trace: what a guest asks of its host.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GuestKilled, runGuest, spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';
import { wasock } from '../support/command-line.ts';
import { compiled } from '../support/compiled.ts';
import { pipe } from '../support/preview1.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const TALKS = fileURLToPath(new URL('guests/talks.ts', import.meta.url));
const ALLOWED = ['--allow-bind', '127.0.0.1:0', '--allow-connect', '127.0.0.1'];

/** The trace in lines, without what differs from run to run. */
function lines(text: string): string[] {
  return Array.from(text.matchAll(/^\d+\.\d{6} (.*?)( <\d+\.\d{6}>)?$/gm), ([, line = '']) =>
    line.replaceAll(/127\.0\.0\.1:(?!0\b)\d+/g, 'HERE'),
  );
}

const EXPECTED = [
  'create(inet, stream, 0) = 1',
  'set-option(1, so-reuseaddr, integer(1)) = ok',
  'bind(1, 127.0.0.1:0) = ok',
  'listen(1, 10) = ok',
  'local-address(1) = HERE',
  'create(inet, stream, 0) = 2',
  'connect(2, HERE) …',
  'connect(2, HERE) = ok',
  'accept(1) …',
  'accept(1) = 3',
  String.raw`send(2, "Gr\xc3\xbc\xc3\x9fe\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" (109 bytes), 0) = 109`,
  'select([3], [], [], 5000000) …',
  'select([3], [], [], 5000000) = {read: [0], write: [], except: []}',
  'receive(3, 1000, 0) …',
  String.raw`receive(3, 1000, 0) = "Gr\xc3\xbc\xc3\x9fe\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" (109 bytes)`,
  'receive(3, 10, dontwait) …',
  'receive(3, 10, dontwait) = EAGAIN',
  'close(2) = ok',
  'create(inet, dgram, 0) = 2',
  'send-to(2, "hello" (5 bytes), 0, 192.0.2.1:9) = EACCES',
  'report(warning, "socket_sendto(): Unable to write to socket [13]:…") = ok',
];

describe.each(['core', 'component'] as const)('a guest (%s)', (target) => {
  test.each([
    ['on this thread', []],
    ['in a worker', ['--max-wall-time', '600s']],
  ])('%s shows its calls', async (_, flags) => {
    const guest = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(guest, await compileGuest(TALKS, { target }));
    const command = wasock('run', guest, '--verbose', ...ALLOWED, ...flags);
    expect(await command.exited).toBe(0);
    expect(command.stdout).toBe('');
    const found = lines(command.stderr);
    // A component closes a socket by its own table of handles.
    expect(found).toEqual(EXPECTED.filter((line) => target === 'core' || !line.startsWith('close')));
  });
});

test('a call that was not allowed is shown beside the flag that allows it', async () => {
  const command = wasock('run', TALKS, '-v', ...ALLOWED);
  expect(await command.exited).toBe(0);
  expect(command.stderr).toContain(
    'wasock: connect to 192.0.2.1:9 denied; allow it with --allow-connect 192.0.2.1:9\n',
  );
});

test('a file of JSON lines has an object for each call', async () => {
  const file = join(temporaryDirectory(), 'calls.jsonl');
  const command = wasock('run', TALKS, '--trace', file, ...ALLOWED);
  expect(await command.exited).toBe(0);
  const calls: unknown[] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(calls).toHaveLength(EXPECTED.filter((line) => !line.endsWith('…')).length);
  const [time, guest, ms] = [expect.any(Number), expect.any(Number), expect.any(Number)];
  expect(calls[0]).toEqual({
    time,
    guest,
    call: 'create',
    result: 1,
    ms,
    args: { family: 'inet', type: 'stream', protocol: 0 },
  });
  expect(calls).toContainEqual({
    time,
    guest,
    call: 'send-to',
    error: 'EACCES',
    ms,
    args: { self: 2, data: { bytes: 5, data: 'hello' }, flags: 0, remote: '192.0.2.1:9' },
  });
});

test("a file of Chrome's format is an array without its end", async () => {
  const file = join(temporaryDirectory(), 'calls.json');
  const command = wasock('run', TALKS, '--trace', file, ...ALLOWED);
  expect(await command.exited).toBe(0);
  const events: { ph: string; ts: number; dur: number; tid: number }[] = JSON.parse(
    readFileSync(file, 'utf8').replace(/,\n$/, ']'),
  );
  for (const { ph, ts, dur, tid } of events) {
    expect({ ph, isLater: ts > 0, lasts: dur > 0, tid }).toEqual({
      ph: 'X',
      isLater: true,
      lasts: true,
      tid: events[0]?.tid,
    });
  }
});

test('any other file has what --verbose prints; one that cannot be written is refused', async () => {
  const file = join(temporaryDirectory(), 'calls.txt');
  const command = wasock('run', TALKS, '--trace', file, ...ALLOWED);
  expect(await command.exited).toBe(0);
  expect(lines(readFileSync(file, 'utf8'))).toEqual(EXPECTED);
  const refused = wasock('run', TALKS, '--trace', '/');
  expect(await refused.exited).toBe(2);
  expect(refused.stderr).toBe('wasock: cannot write /: it is a directory\n');
});

test('an embedder says where', async () => {
  const wasm = await compiled(TALKS);
  await expect(runGuest(wasm, { trace: { to: -1 } })).rejects.toMatchObject({ code: 'ERR_WASOCK_OPTION' });
  await expect(runGuest(wasm, JSON.parse('{ "trace": { "to": 2, "format": "xml" } }'))).rejects.toMatchObject({
    code: 'ERR_WASOCK_OPTION',
  });
});

test('a guest whose trace nobody reads waits, and can be killed', async () => {
  const [, to] = pipe();
  // As much as a pipe has room for.
  writeSync(to, new Uint8Array(65_536));
  const guest = spawnGuest(await compiled(TALKS), { trace: { to }, policy: { all: true } });
  onTestFinished(() => guest.kill());
  while ((await guest.usage()).operations.current === 0) await new Promise((resolve) => setImmediate(resolve));
  await guest.kill();
  await expect(guest.exited).rejects.toBeInstanceOf(GuestKilled);
});

test('names that a guest gives control no terminal, in JSON either', async () => {
  const file = join(temporaryDirectory(), 'calls.jsonl');
  const descriptor = openSync(file, 'w');
  onTestFinished(() => closeSync(descriptor));
  const source = `import { gethostbyname } from 'wasock'; gethostbyname('\\u009b31m\\u202e\\n');`;
  const guest = join(temporaryDirectory(), 'guest.ts');
  writeFileSync(guest, source);
  await runGuest(await compileGuest(guest), { trace: { to: descriptor, format: 'json' }, onWarning: () => {} });
  expect(readFileSync(file, 'utf8')).toMatch(/^(?:[\x20-\x7e]+\n)+$/);
  expect(readFileSync(file, 'utf8')).toContain(String.raw`\u009b31m\u202e`);
});
