// The Nodes that are supported: what of the quick tier a Node can make a difference to, in each that build.sh installs. The suite
// itself runs in one of them, and its suspended guests in Node 26.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isSupported, WANTED } from '../host/build/node-versions.mjs';
import { MAIN } from './support/command-line.ts';
import { temporaryDirectory } from './support/temporary.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the host asks most of Node: processes, threads, streams, memory, the system's functions. */
const ROOMS = ['guest', 'link', 'os', 'socket'].map((room) => `test/host/${room}/`).concat('test/properties/');

const NODES = ['20.19.0', '22', '24'].map((version) => ({
  version,
  node: join(ROOT, `build/node${version}/bin/node`),
}));

/** This run of vitest is none of its. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|WASOCK|NODE_|TEST$|npm_)/.test(name)),
);

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** What the command says where it has compiled a guest, and is asked to say more. */
const SLOW = /^wasock: Node 20\S* takes longer to compile a guest than Node 22 and later do$/m;

describe.each(NODES)('Node $version', ({ version, node }) => {
  test.skipIf(!existsSync(node))('passes these tests', { timeout: 600_000 }, async () => {
    const file = join(temporaryDirectory(), 'report.json');
    const reporting = ['--reporter=json', `--outputFile.json=${file}`];
    const words = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--mode',
      'quick',
      '--maxWorkers=1',
      ...reporting,
      ...ROOMS,
    ];
    const { stderr = '' } = await promisify(execFile)(node, words, { cwd: ROOT, env: ENVIRONMENT }).catch(
      (error: { stderr: string }) => error,
    );
    const report = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : 'null') as Report | null;
    if (report === null) throw new Error(stderr);
    const failed = report.testResults.flatMap(({ message, assertionResults }) => [
      ...(message === '' ? [] : [message]),
      ...assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    ]);
    expect(failed).toEqual([]);
    expect(report.numPassedTests).toBeGreaterThan(600);
  });

  test.skipIf(!existsSync(node))('says that it is slow, if it is, where it was asked to say more', async () => {
    const guest = join(temporaryDirectory(), 'guest.ts');
    writeFileSync(guest, "console.log('ran');");
    const run = (...flags: string[]) =>
      promisify(execFile)(node, [MAIN, 'run', '--no-cache', ...flags, guest], { env: ENVIRONMENT });
    expect(await run()).toEqual({ stdout: 'ran\n', stderr: '' });
    const { stdout, stderr } = await run('--verbose');
    expect({ stdout, isSlow: SLOW.test(stderr) }).toEqual({ stdout: 'ran\n', isSlow: version.startsWith('20') });
  });
});

test('these, and no others before the last of them, are what package.json wants', () => {
  expect(WANTED).toBe('^20.19.0 || >=22.12.0');
  const versions = [
    '18.20.8',
    '20.18.3',
    '20.19.0',
    '20.20.2',
    '21.7.3',
    '22.11.0',
    '22.12.0',
    '23.0.0',
    '24.21.0',
    '26.12.1',
  ];
  expect(versions.filter((version) => isSupported(version))).toEqual([
    '20.19.0',
    '20.20.2',
    '22.12.0',
    '23.0.0',
    '24.21.0',
    '26.12.1',
  ]);
});

test('the command says so in another', () => {
  const main = readFileSync(MAIN, 'utf8').replace(/^#!.*\n/, '');
  const older = `Object.defineProperty(process, 'versions', { value: { node: '22.11.0' } }); process.getBuiltinModule = undefined;`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', `${older}\n${main}`], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `wasock: this is Node 22.11.0, and needed is Node ${WANTED}\n`,
  });
});
