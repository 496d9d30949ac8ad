// Names of Unix sockets: what lies beside, above and behind what is allowed.
import { AF_UNIX, type Php, type PolicyRules, SOCK_DGRAM, SOCK_STREAM } from 'wasock/php';
import type { Attempt, Reason } from './attempt.ts';
import type { World } from './world.ts';

/** All that is below `allowed/`, one path beside it, and one abstract name. */
const rules = (world: World): PolicyRules => {
  const names = [`unix:${world.directory}/allowed/*`, `unix:${world.directory}/exact`, `unix:@${world.abstract}-other`];
  return { connect: names, bind: names };
};

type Path = (world: World) => string;

/** Ways to write the path of the socket that listens, or of one to bind. */
const PATHS: readonly [name: string, path: Path][] = [
  ['its own path', ({ directory }) => `${directory}/allowed-not/stream`],
  ['a way up', ({ directory }) => `${directory}/allowed/../allowed-not/stream`],
  [
    'a way up from a directory that is not there',
    ({ directory }) => `${directory}/allowed/none/../../allowed-not/stream`,
  ],
  ['a dot', ({ directory }) => `${directory}/allowed/./../allowed-not/stream`],
  ['an empty segment', ({ directory }) => `${directory}/allowed//../allowed-not/stream`],
  ['a dot behind an allowed path', ({ directory }) => `${directory}/allowed/.`],
  ['a slash behind an allowed path', ({ directory }) => `${directory}/allowed/x/`],
  ['the directory itself', ({ directory }) => `${directory}/allowed`],
  ['the directory with a slash', ({ directory }) => `${directory}/allowed/`],
  ['a directory whose name goes on', ({ directory }) => `${directory}/allowed-not/stream`],
  ['a symbolic link beside', ({ directory }) => `${directory}/link/stream`],
  ['two slashes at the beginning', ({ directory }) => `/${directory}/allowed/x`],
  ['a path by the root of the process', ({ directory }) => `/proc/self/root${directory}/allowed/x`],
  ['the working folder', () => 'stream'],
  ['a path from the working folder', () => './stream'],
  ['a way up from the working folder', ({ directory }) => `../../../../../../../..${directory}/allowed/x`],
  ['a longer name than the one allowed', ({ directory }) => `${directory}/exactly`],
  ['a shorter name than the one allowed', ({ directory }) => `${directory}/exac`],
  ['another case', ({ directory }) => `${directory}/EXACT`],
  ['the allowed name with a slash', ({ directory }) => `${directory}/exact/`],
];

const ABSTRACT: readonly [name: string, path: Path][] = [
  ['an abstract name', ({ abstract }) => `\0${abstract}`],
  ['an abstract name that begins like the allowed one', ({ abstract }) => `\0${abstract}-othe`],
  ['an abstract name that goes on', ({ abstract }) => `\0${abstract}-other-`],
  ['an abstract name with a NUL at its end', ({ abstract }) => `\0${abstract}-other\0`],
  ['an abstract name of NULs', () => '\0\0\0\0'],
  ['an abstract name that looks like an allowed path', ({ directory }) => `\0${directory}/exact`],
];

interface Way {
  readonly name: string;
  readonly permission: 'connect' | 'bind';
  run(php: Php, path: string): unknown;
}

const WAYS: readonly Way[] = [
  {
    name: 'connecting',
    permission: 'connect',
    run: (php, path) => php.socketConnect(php.socketCreate(AF_UNIX, SOCK_STREAM, 0)!, path),
  },
  {
    name: 'sending a datagram',
    permission: 'connect',
    run: (php, path) => php.socketSendto(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0)!, 'x', 1, 0, path) ?? false,
  },
  {
    name: 'sending a message',
    permission: 'connect',
    run(php, path) {
      const socket = php.socketCreate(AF_UNIX, SOCK_DGRAM, 0)!;
      return php.socketSendmsg(socket, { name: { family: AF_UNIX, path }, iov: ['x'] }) ?? false;
    },
  },
  {
    name: 'binding',
    permission: 'bind',
    run: (php, path) => php.socketBind(php.socketCreate(AF_UNIX, SOCK_STREAM, 0)!, path),
  },
];

function attempt(way: Way, name: string, path: Path): (world: World) => Attempt {
  return (world) => {
    const text = path(world);
    const pattern = text.startsWith('\0') ? `unix:@${text.slice(1)}` : `unix:${text}`;
    const reason: Reason = /\0/.test(pattern)
      ? `--allow-${way.permission} 'unix:@*'`
      : `--allow-${way.permission} ${pattern}`;
    return {
      name: `${way.name}: ${name}`,
      policy: rules(world),
      run: (php) => way.run(php, text),
      reason: () => reason,
    };
  };
}

/** Those in a world. */
export function localNames(world: World): Attempt[] {
  return [...PATHS, ...ABSTRACT].flatMap(([name, path]) => WAYS.map((way) => attempt(way, name, path)(world)));
}
