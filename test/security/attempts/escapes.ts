// Attempts to leave a directory, or to change one that is read-only: each by one call of wasi:filesystem.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { FileGuest, Value } from '../../support/files.ts';

/** What the attempts find. */
export interface Place {
  readonly guest: FileGuest;
  /** A directory that may be changed, and one that may not. Beside each is `secret`, outside. */
  readonly root: Value;
  readonly readOnly: Value;
  /** The path of the directory that holds both, and the secret. */
  readonly outside: string;
}

export interface Escape {
  readonly name: string;
  /** The code that it must fail with; one of these. */
  readonly codes: readonly string[];
  attempt(place: Place): Value;
}

/** The directory that may be changed, in `outside`. */
const DATA = 'data';

const FOLLOW = { symlinkFollow: true };
const READ = { read: true };
const WRITE = { read: true, write: true };
const NOW = { tag: 'now' };

const LONG = 'a/'.repeat(5000);

/** Paths that lead out, or nowhere. */
const PATHS: readonly (readonly [name: string, path: (outside: string) => string, codes: readonly string[]])[] = [
  ['the parent', () => '..', ['not-permitted']],
  ['a file beside', () => '../secret', ['not-permitted']],
  ['a file beside, by more slashes', () => './/..//secret', ['not-permitted']],
  ['a file beside, through a directory', () => 'sub/../../secret', ['not-permitted']],
  ['a file beside, through many directories', () => 'sub/deep/../../../secret', ['not-permitted']],
  ['far above', () => `${'../'.repeat(50)}etc/passwd`, ['not-permitted']],
  ['an absolute path', (outside) => join(outside, 'secret'), ['not-permitted']],
  ['the root', () => '/', ['not-permitted']],
  ['two slashes', () => '//etc/passwd', ['not-permitted']],
  ['an absolute path of its own name', () => '/data/file', ['not-permitted']],
  ['nothing', () => '', ['no-entry']],
  ['a NUL', () => 'file\0', ['invalid']],
  ['a NUL before', () => '\0/../secret', ['invalid']],
  ['a NUL that hides dots', () => 'sub\0/../../secret', ['invalid']],
  ['a path too long', () => `${LONG}x`, ['name-too-long']],
  ['a path too long for its NUL', () => 'a'.repeat(4096), ['name-too-long']],
  ['a name too long', () => 'a'.repeat(256), ['name-too-long']],
  ['dots as more bytes', () => '..\u{2024}/secret', ['no-entry']],
  ['dots, encoded', () => '%2e%2e/secret', ['no-entry']],
  ['backslashes', () => '..\\secret', ['no-entry']],
  ['a link to the parent', () => 'up/secret', ['not-permitted']],
  ['a link to a file beside', () => 'beside', ['not-permitted']],
  ['an absolute link', () => 'absolute', ['not-permitted']],
  ['an absolute link to a directory', () => 'absolute-directory/secret', ['not-permitted']],
  ['an absolute link with a slash behind', () => 'absolute-directory/', ['not-permitted']],
  ['an absolute link into the directory itself', () => 'absolute-inside', ['not-permitted']],
  ['a chain of links', () => 'chain1', ['not-permitted']],
  ['a chain of links, as a directory', () => 'chain-directory1/secret', ['not-permitted']],
  ['a link through a directory and out', () => 'sub/deep/out', ['not-permitted']],
  ['a link to itself', () => 'circle', ['loop']],
  ['a link by way of a link to the parent', () => 'sub/deep/home/../secret', ['not-permitted']],
];

/** Functions that take a path and follow it to its end. */
const FOLLOWING: readonly (readonly [name: string, call: (place: Place, path: string) => Value])[] = [
  ['open-at', ({ guest, root }, path) => guest.on(root, 'open-at', FOLLOW, path, {}, READ)],
  ['stat-at', ({ guest, root }, path) => guest.on(root, 'stat-at', FOLLOW, path)],
  ['set-times-at', ({ guest, root }, path) => guest.on(root, 'set-times-at', FOLLOW, path, NOW, NOW)],
  ['metadata-hash-at', ({ guest, root }, path) => guest.on(root, 'metadata-hash-at', FOLLOW, path)],
];

const along: readonly Escape[] = FOLLOWING.flatMap(([method, call]) =>
  PATHS.map(([name, path, codes]) => ({
    name: `${method}: ${name}`,
    codes,
    attempt: (place: Place) => call(place, path(place.outside)),
  })),
);

/** Places for something new, outside. */
const OUT = [
  '../new',
  'up/new',
  'absolute-directory/new',
  'chain-directory1/new',
  'sub/../../new',
  '/tmp/new',
] as const;

/** Functions that make something at a path. */
const MAKING: readonly (readonly [name: string, call: (place: Place, path: string) => Value])[] = [
  ['create-directory-at', ({ guest, root }, path) => guest.on(root, 'create-directory-at', path)],
  ['symlink-at', ({ guest, root }, path) => guest.on(root, 'symlink-at', 'file', path)],
  ['link-at', ({ guest, root }, path) => guest.on(root, 'link-at', {}, 'file', root, path)],
  ['rename-at', ({ guest, root }, path) => guest.on(root, 'rename-at', 'file', root, path)],
  ['open-at, creating', ({ guest, root }, path) => guest.open(root, path, WRITE, { create: true })],
];

const making: readonly Escape[] = MAKING.flatMap(([method, call]) =>
  OUT.map((path) => ({
    name: `${method}: ${path}`,
    codes: ['not-permitted'],
    attempt: (place: Place) => call(place, path),
  })),
);

/** Functions that take something away, or to inside, from outside. */
const TAKING: readonly (readonly [name: string, call: (place: Place, path: string) => Value])[] = [
  ['unlink-file-at', ({ guest, root }, path) => guest.on(root, 'unlink-file-at', path)],
  ['remove-directory-at', ({ guest, root }, path) => guest.on(root, 'remove-directory-at', path)],
  ['rename-at, from there', ({ guest, root }, path) => guest.on(root, 'rename-at', path, root, 'taken')],
  ['link-at, from there', ({ guest, root }, path) => guest.on(root, 'link-at', {}, path, root, 'taken')],
  ['readlink-at', ({ guest, root }, path) => guest.on(root, 'readlink-at', path)],
];

const taking: readonly Escape[] = TAKING.flatMap(([method, call]) =>
  ['../secret', 'up/secret', 'absolute-directory/secret', 'sub/deep/../../../secret'].map((path) => ({
    name: `${method}: ${path}`,
    codes: ['not-permitted'],
    attempt: (place: Place) => call(place, path),
  })),
);

const others: readonly Escape[] = [
  {
    name: 'a symbolic link that is absolute',
    codes: ['not-permitted'],
    attempt: ({ guest, root }) => guest.on(root, 'symlink-at', '/etc/passwd', 'mine'),
  },
  {
    name: 'a symbolic link with a NUL',
    codes: ['invalid'],
    attempt: ({ guest, root }) => guest.on(root, 'symlink-at', 'file\0/x', 'mine'),
  },
  {
    name: 'a symbolic link of its own that leads out',
    codes: ['not-permitted'],
    attempt: ({ guest, root }) => guest.on(root, 'symlink-at', '../secret', 'mine'),
  },
  {
    name: 'a symbolic link that somebody else made',
    codes: ['not-permitted'],
    attempt: ({ guest, root, outside }) => {
      symlinkSync('../secret', join(outside, DATA, 'mine'));
      return guest.open(root, 'mine');
    },
  },
  {
    name: 'a chain, by two directories',
    codes: ['not-permitted'],
    attempt: ({ guest, root, outside }) => {
      guest.on(root, 'symlink-at', 'sub/two', 'one');
      symlinkSync('../../secret', join(outside, DATA, 'sub/two'));
      return guest.open(root, 'one');
    },
  },
  {
    name: 'a link that leads inside, moved to where it leads out',
    codes: ['not-permitted'],
    attempt: ({ guest, root, outside }) => {
      symlinkSync('../../secret', join(outside, DATA, 'sub/deep/moving'));
      return guest.on(root, 'rename-at', 'sub/deep/moving', root, 'sub/moved');
    },
  },
  {
    name: 'the parent of a directory that was moved up',
    codes: ['not-permitted'],
    attempt: ({ guest, root }) => {
      const deep = guest.open(root, 'sub/deep');
      guest.on(root, 'rename-at', 'sub/deep', root, 'deep');
      return guest.open(deep, '../secret');
    },
  },
  {
    name: 'from a directory below, its own parent',
    codes: ['not-permitted'],
    attempt: ({ guest, root }) => guest.open(guest.open(root, 'sub'), '../file'),
  },
  {
    name: 'a file as a directory',
    codes: ['not-directory'],
    attempt: ({ guest, root }) => guest.open(root, 'file/../../secret'),
  },
  {
    name: 'creating where a link to outside dangles',
    codes: ['not-permitted'],
    attempt: ({ guest, root, outside }) => {
      symlinkSync('../created', join(outside, DATA, 'dangling'));
      return guest.open(root, 'dangling', WRITE, { create: true });
    },
  },
  {
    name: 'creating a directory where a link to outside dangles',
    codes: ['exist'],
    attempt: ({ guest, root, outside }) => {
      symlinkSync('../created', join(outside, DATA, 'dangling'));
      return guest.on(root, 'create-directory-at', 'dangling/');
    },
  },
  {
    name: 'a hard link to what a link leads to, with a slash',
    codes: ['not-permitted'],
    attempt: ({ guest, root }) => guest.on(root, 'link-at', {}, 'absolute-directory/', root, 'taken'),
  },
  {
    name: 'a hard link that follows',
    codes: ['invalid'],
    attempt: ({ guest, root }) => guest.on(root, 'link-at', FOLLOW, 'beside', root, 'taken'),
  },
  {
    name: 'reading a link that leads out, with a slash',
    codes: ['not-permitted'],
    attempt: ({ guest, root }) => guest.on(root, 'readlink-at', 'absolute-directory/'),
  },
  {
    name: 'reading an absolute link, which names a place of the host',
    codes: ['not-permitted'],
    attempt: ({ guest, root }) => guest.on(root, 'readlink-at', 'absolute'),
  },
  {
    name: 'removing through a link with a slash',
    codes: ['not-directory'],
    attempt: ({ guest, root }) => guest.on(root, 'remove-directory-at', 'absolute-directory/'),
  },
  {
    name: 'moving through a link with a slash',
    codes: ['not-directory', 'not-permitted'],
    attempt: ({ guest, root }) => guest.on(root, 'rename-at', 'absolute-directory/', root, 'taken'),
  },
  ...['.', '..', 'sub/..', 'sub/.'].map((path) => ({
    name: `removing ${path}`,
    codes: ['not-permitted', 'invalid', 'not-empty', 'busy'],
    attempt: ({ guest, root }: Place) => guest.on(root, 'remove-directory-at', path),
  })),
  {
    name: 'moving the directory itself away',
    codes: ['busy'],
    attempt: ({ guest, root }) => guest.on(root, 'rename-at', '.', root, 'taken'),
  },
  {
    name: 'moving something over the parent',
    codes: ['busy'],
    attempt: ({ guest, root }) => guest.on(root, 'rename-at', 'sub', root, '..'),
  },
];

export const ESCAPES: readonly Escape[] = [...along, ...making, ...taking, ...others];

const bytes = Uint8Array.of(1, 2, 3);

/** Changes of what is read-only. */
export const CHANGES: readonly Escape[] = (
  [
    ['opening for writing', ({ guest, readOnly }) => guest.open(readOnly, 'file', WRITE)],
    ['opening for writing alone', ({ guest, readOnly }) => guest.open(readOnly, 'file', { write: true })],
    ['creating', ({ guest, readOnly }) => guest.open(readOnly, 'new', READ, { create: true })],
    ['creating what exists', ({ guest, readOnly }) => guest.open(readOnly, 'file', READ, { create: true })],
    ['emptying', ({ guest, readOnly }) => guest.open(readOnly, 'file', READ, { truncate: true })],
    ['asking to mutate', ({ guest, readOnly }) => guest.open(readOnly, 'sub', { read: true, mutateDirectory: true })],
    ['writing', ({ guest, readOnly }) => guest.on(guest.open(readOnly, 'file'), 'write', bytes, 0n)],
    ['a stream', ({ guest, readOnly }) => guest.on(guest.open(readOnly, 'file'), 'write-via-stream', 0n)],
    ['a stream at the end', ({ guest, readOnly }) => guest.on(guest.open(readOnly, 'file'), 'append-via-stream')],
    ['another size', ({ guest, readOnly }) => guest.on(guest.open(readOnly, 'file'), 'set-size', 0n)],
    ['times of a file', ({ guest, readOnly }) => guest.on(guest.open(readOnly, 'file'), 'set-times', NOW, NOW)],
    ['times of the directory', ({ guest, readOnly }) => guest.on(readOnly, 'set-times', NOW, NOW)],
    ['times by path', ({ guest, readOnly }) => guest.on(readOnly, 'set-times-at', {}, 'file', NOW, NOW)],
    ['a directory', ({ guest, readOnly }) => guest.on(readOnly, 'create-directory-at', 'new')],
    ['removing a directory', ({ guest, readOnly }) => guest.on(readOnly, 'remove-directory-at', 'sub')],
    ['removing a file', ({ guest, readOnly }) => guest.on(readOnly, 'unlink-file-at', 'file')],
    ['a symbolic link', ({ guest, readOnly }) => guest.on(readOnly, 'symlink-at', 'file', 'new')],
    ['a hard link in it', ({ guest, readOnly }) => guest.on(readOnly, 'link-at', {}, 'file', readOnly, 'new')],
    ['a hard link out of it', ({ guest, root, readOnly }) => guest.on(readOnly, 'link-at', {}, 'file', root, 'new')],
    ['a hard link into it', ({ guest, root, readOnly }) => guest.on(root, 'link-at', {}, 'file', readOnly, 'new')],
    ['moving in it', ({ guest, readOnly }) => guest.on(readOnly, 'rename-at', 'file', readOnly, 'new')],
    ['moving out of it', ({ guest, root, readOnly }) => guest.on(readOnly, 'rename-at', 'file', root, 'new')],
    ['moving into it', ({ guest, root, readOnly }) => guest.on(root, 'rename-at', 'file', readOnly, 'new')],
    ['moving over what it has', ({ guest, root, readOnly }) => guest.on(root, 'rename-at', 'file', readOnly, 'file')],
    [
      'below: creating',
      ({ guest, readOnly }) => guest.open(guest.open(readOnly, 'sub'), 'new', READ, { create: true }),
    ],
    ['below: writing', ({ guest, readOnly }) => guest.open(guest.open(readOnly, 'sub/deep'), 'inner', WRITE)],
    ['below: removing', ({ guest, readOnly }) => guest.on(guest.open(readOnly, 'sub'), 'unlink-file-at', 'deep/inner')],
    ['through itself: writing', ({ guest, readOnly }) => guest.open(guest.open(readOnly, '.'), 'file', WRITE)],
  ] satisfies [string, Escape['attempt']][]
).map(([name, attempt]) => ({ name, codes: ['read-only'], attempt }));
