// A guest that may write a directory gets by no path to a Unix socket that its rules do not allow: where its links lead must be
// allowed as well.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Denial, PolicyFunction, PolicyRules } from 'wasock';
import type { Directories } from '#host/files/directories';
import { componentSocket } from '#host/jco/component-socket';
import { connect } from '#host/socket/connection';
import { HostRegion } from '#host/socket/region';
import { sendTo } from '#host/socket/transfer';
import { SuspendingWaiter } from '#host/wait/suspending';
import { encode, outcomeOf, unix } from '../support/host-sockets.ts';
import { type Files, type Outcome, Place, preview1, type Route, ROUTES } from './attempts/unix-place.ts';

interface Guest {
  readonly files: Files;
  readonly denied: Denial[];
  readonly Socket: ReturnType<typeof componentSocket>['Socket'];
}

function guest(route: Route, dirs: Directories, policy: PolicyRules | PolicyFunction): Guest {
  const denied: Denial[] = [];
  const { host, files } = route(dirs, { policy, onDenied: (denial) => void denied.push(denial) });
  return { files, denied, ...componentSocket(() => host) };
}

/** Ways to use a path. Each returns the error, if there is one. */
const USES: Readonly<Record<string, (guest: Guest, path: string) => unknown>> = {
  connect: ({ Socket }, path) => outcomeOf(() => Socket.create('unix', 'stream', 0).connect(unix(`${path}.stream`))),
  'connect, for datagrams': ({ Socket }, path) =>
    outcomeOf(() => {
      const socket = Socket.create('unix', 'dgram', 0);
      socket.connect(unix(`${path}.dgram`));
      socket.send(encode('x'), {});
    }),
  'send to': ({ Socket }, path) =>
    outcomeOf(() => void Socket.create('unix', 'dgram', 0).sendTo(encode('x'), {}, unix(`${path}.dgram`))),
  'send a message to': ({ Socket }, path) =>
    outcomeOf(() => {
      const message = { parts: [encode('x')], to: unix(`${path}.dgram`), control: [] };
      Socket.create('unix', 'dgram', 0).sendMessage(message, {});
    }),
};

/** Makes links of both kinds: `NAME.stream` to `TEXT.stream`, `NAME.dgram` to `TEXT.dgram`. */
const both = ({ symlink }: Files, text: string, name: string): Outcome[] =>
  ['stream', 'dgram'].map((type) => symlink(`${text}.${type}`, `${name}.${type}`));

/** How a guest makes the path `D/w/PATH` lead elsewhere. All that it does is done. */
const LINKS: readonly [name: string, path: string, make: (files: Files) => Outcome[]][] = [
  ['a link to a socket beside it', 'mine', (files) => both(files, 'admin', 'mine')],
  ['a link to a socket below', 'mine', (files) => both(files, 'denied/below/admin', 'mine')],
  ['a link by an absolute link of the host’s', 'mine', (files) => both(files, 'run/admin', 'mine')],
  ['a link by a link of the host’s that leads up', 'mine', (files) => both(files, 'up/admin', 'mine')],
  [
    'a chain of links',
    'mine',
    (files) => [
      ...both(files, 'one', 'mine'),
      ...both(files, 'two', 'one'),
      files.symlink('run', 'three'),
      ...both(files, 'three/admin', 'two'),
    ],
  ],
  ['a directory that is a link', 'link/admin', (files) => [files.symlink('run', 'link')]],
  ['a directory that is a link within', 'link/admin', (files) => [files.symlink('denied/below', 'link')]],
  [
    'a link of the host’s that was moved with its directory',
    'link/admin',
    (files) => [files.rename('a/b', 'b'), files.symlink('b/up', 'link')],
  ],
  [
    'a directory in place of a link',
    'link/admin',
    (files) => [files.rename('h', 'moved'), files.symlink('moved/absolute', 'link')],
  ],
];

describe.each(ROUTES)('%s', (_, route) => {
  describe.each(Object.entries(USES))('%s', (_name, use) => {
    test.each(LINKS)('%s leads to no socket that is not allowed', (_what, path, make) => {
      const place = new Place();
      const rules = place.rules('w/mine.stream', 'w/mine.dgram', 'w/link/*', 'w/allowed/*');
      const made = guest(route, { '/w': place.at('w') }, { connect: rules });
      const done = make(made.files);
      expect(done).toEqual(done.map(() => 'done'));
      expect(use(made, place.at(`w/${path}`))).toBe('eacces');
      expect(place.isReached).toBe(false);
      expect(made.denied).toHaveLength(1);
    });

    test('a link leads where the rules allow it', () => {
      const place = new Place();
      const made = guest(route, { '/w': place.at('w') }, { connect: place.rules('w/*', 'secret/*') });
      both(made.files, 'run/admin', 'mine');
      expect(use(made, place.at('w/mine'))).toBeUndefined();
      expect(place.isReached).toBe(true);
    });

    test('a path that leads through more than a path can hold leads nowhere', () => {
      const place = new Place();
      const made = guest(route, { '/w': place.at('w') }, { connect: place.rules('w/*') });
      // No call removes it by its path.
      onTestFinished(() => void execFileSync('rm', ['-rf', place.at('w')]));
      // 26 directories of 200 bytes: no path from the root is so long, but one from a link is short.
      const names = Array.from({ length: 26 }, () => 'd'.repeat(200));
      const [upper, lower] = [names.slice(0, 13).join('/'), names.slice(13).join('/')];
      mkdirSync(place.at(`w/${upper}`), { recursive: true });
      mkdirSync(place.at(`w/lower/${lower}`), { recursive: true });
      expect(made.files.rename('lower', `${upper}/lower`)).toBe('done');
      expect(made.files.symlink(upper, 'u')).toBe('done');
      expect(made.files.symlink(`lower/${lower}`, `${upper}/l`)).toBe('done');
      expect(made.files.rename('h', 'u/l/h')).toBe('done');
      both(made.files, 'u/l/h/absolute/admin', 'mine');
      expect(use(made, place.at('w/mine'))).toBe('eacces');
      expect(place.isReached).toBe(false);
    });
  });

  test('nor is a socket bound by way of a link', () => {
    const place = new Place();
    const made = guest(route, { '/w': place.at('w') }, { bind: place.rules('w/*') });
    expect(made.files.symlink('run', 'link')).toBe('done');
    const bound = (path: string) => outcomeOf(() => made.Socket.create('unix', 'dgram', 0).bind(unix(place.at(path))));
    expect(['w/link/new', 'w/run/new', 'w/up/new', 'w/new'].map(bound)).toEqual([
      'eacces',
      'eacces',
      'eacces',
      undefined,
    ]);
    expect(readdirSync(place.at('secret')).sort()).toEqual(['admin.dgram', 'admin.stream']);
  });

  test('the denial names what the link leads to', () => {
    const place = new Place();
    const made = guest(route, { '/w': place.at('w') }, { connect: place.rules('w/*') });
    both(made.files, 'run/admin', 'mine');
    USES['connect']!(made, place.at('w/mine'));
    expect(made.denied).toMatchObject([{ pattern: `unix:${place.outside}/secret/admin.stream` }]);
  });

  test('a path to nothing is denied like one to something', () => {
    const place = new Place();
    const made = guest(route, { '/w': place.at('w') }, { connect: place.rules('w/*') });
    both(made.files, 'run/none', 'mine');
    expect(USES['connect']!(made, place.at('w/mine'))).toBe('eacces');
    expect(USES['connect']!(made, place.at('w/run/none/none'))).toBe('eacces');
    expect(USES['connect']!(made, place.at('w/none'))).toBe('enoent');
  });

  test('a policy function is asked about both', () => {
    const place = new Place();
    const subjects: string[] = [];
    const made = guest(route, { '/w': place.at('w') }, ({ subject }) => {
      subjects.push(subject);
      return subjects.length === 1;
    });
    both(made.files, 'run/admin', 'mine');
    expect(USES['connect']!(made, place.at('w/mine'))).toBe('eacces');
    expect(subjects).toEqual(place.rules('w/mine.stream', 'secret/admin.stream'));
    expect(place.isReached).toBe(false);
  });

  test.each([
    ['in a directory that it may only read', (place: Place) => ({ '/w': { path: place.at('w'), readOnly: true } })],
    ['without a directory', () => ({})],
  ])('a guest %s makes no links, and goes by those that are there', (_what, dirs) => {
    const place = new Place();
    const made = guest(
      route,
      { '/none': { path: place.at('inner'), readOnly: true }, ...dirs(place) },
      {
        connect: place.rules('w/host.stream'),
      },
    );
    expect(USES['connect']!(made, place.at('w/host'))).toBeUndefined();
    expect(place.isReached).toBe(true);
  });
});

test('a relative path starts at the working directory, wherever that has been moved to', () => {
  const place = new Place();
  const moduleUrl = new URL('../../dist/policy/resolved-path.js', import.meta.url).href;
  const script = `
    import { mkdirSync, renameSync } from 'node:fs';
    import { resolvedPath } from ${JSON.stringify(moduleUrl)};
    process.cwd();
    renameSync('../allowed', '../moved');
    mkdirSync('../allowed');
    console.log(Buffer.from(resolvedPath(Buffer.from('x/../é'))).toString());
  `;
  const args = ['--input-type=module', '--eval', script];
  const printed = execFileSync(process.execPath, args, { cwd: place.at('w/allowed'), encoding: 'utf8' });
  expect(printed.trim()).toBe(place.at('w/moved/é'));
});

describe('an operation that waits', () => {
  const WAITS: readonly [name: string, type: 'stream' | 'dgram'][] = [
    ['for room at a listener', 'stream'],
    ['for room for its datagram', 'dgram'],
  ];

  test.each(WAITS)('%s ends when its path leads elsewhere', async (_name, type) => {
    const place = new Place();
    const name = `own.${type}`;
    const policy = { connect: place.rules(`w/${name}`), bind: place.rules(`w/${name}`) };
    const { host, files } = preview1({ '/w': place.at('w') }, { policy }, new SuspendingWaiter());
    const { Socket, ownOf } = componentSocket(() => host);
    const own = Socket.create('unix', type, 0);
    own.bind(unix(place.at(`w/${name}`)));
    if (type === 'stream') own.listen(0);
    const begin = () => {
      const socket = ownOf(Socket.create('unix', type, 0));
      const to = unix(place.at(`w/${name}`));
      return type === 'stream' ? connect(socket, to) : sendTo(socket, new HostRegion(encode('x')), 0, to);
    };
    let outcome = begin();
    while (typeof outcome === 'number') outcome = begin();
    place.unlink(`w/${name}`);
    expect(files.symlink(`admin.${type}`, name)).toBe('done');
    if (type === 'dgram') own.receive(1, {});
    expect(await outcome).toBe(-13);
    expect(place.isReached).toBe(false);
  });
});
