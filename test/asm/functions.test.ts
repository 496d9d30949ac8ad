// What PHP 8.2 cannot be asked to do: what the manual says, or what is mended here.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LINKINGS } from '../support/families.ts';
import { run } from '../support/guest.ts';

const guest = (name: string) => fileURLToPath(new URL(`../guests/${name}.ts`, import.meta.url));

test.each(LINKINGS)('an invalid domain becomes AF_INET and an invalid type SOCK_STREAM, with a warning, %s', async (linking) => {
  const { lines, warnings } = await run(guest('fallback'), [], { linking });
  expect(lines).toEqual(['0.0.0.0 2', '0.0.0.0 1', '0.0.0.0 1', 'true', ' 1', 'false', '2']);
  expect(warnings).toEqual([
    'socket_create(): invalid socket domain [99] specified for argument 1, assuming AF_INET',
    'socket_create(): invalid socket type [11] specified for argument 2, assuming SOCK_STREAM',
    'socket_create(): invalid socket domain [-1] specified for argument 1, assuming AF_INET',
    'socket_create(): invalid socket type [77] specified for argument 2, assuming SOCK_STREAM',
    'socket_create_pair(): invalid socket type [11] specified for argument 2, assuming SOCK_STREAM',
    'socket_create_pair(): invalid socket domain [99] specified for argument 1, assuming AF_INET',
    'socket_create_pair(): Unable to create socket pair [95]: Operation not supported',
  ]);
});

test.each(LINKINGS)('a Socket that the library has not made is no socket, whatever handle it claims, %s', async (linking) => {
  const { lines, warnings } = await run(guest('foreign'), [], { linking });
  expect(lines).toEqual([...Array<string>(4).fill('-1 null -1 false false null -1 -1'), '10']);
  expect([...new Set(warnings)].sort()).toEqual([
    ...['bind', 'close', 'get_option', 'last_error', 'read', 'recv'].map(closed),
    'socket_select(): Argument #1 ($read) contains a closed socket',
    ...['set_nonblock', 'write'].map(closed),
  ]);
});

const closed = (name: string) => `socket_${name}(): Argument #1 ($socket) has already been closed`;

test.each(LINKINGS)('PHP_NORMAL_READ gives what there is of a line that does not end, %s', async (linking) => {
  const { lines, warnings } = await run(guest('unfinished-lines'), [], { linking, policy: { all: true } });
  expect(lines).toEqual([
    'whole: "whole\\n" 0',
    'unfinished: "unfinished" 0',
    'end: "" 0',
    'still the end: "" 0',
    'nothing there: FALSE 11',
    'a part: "part" 0',
    'the rest: " and the rest\\n" 0',
    'another part: "next" 0',
    'nothing more: FALSE 11',
    'out of time: FALSE 11',
    'a part in time: "part" 0',
    '70001',
    '299',
    'one left: "y" 0',
    'reset: FALSE 104',
    'after the reset: "" 0',
  ]);
  expect(warnings).toEqual(['socket_read(): unable to read from socket [104]: Connection reset by peer']);
});

test.each(LINKINGS)('names of services, protocols and hosts are known, %s', async (linking) => {
  const { lines, warnings } = await run(guest('names'), [], { linking, policy: { lookup: ['*'] } });
  expect(lines).toEqual([
    'http: 80',
    'http without protocol: -1',
    'no service: -1',
    '80: http',
    '80 over nothing: FALSE',
    '-1: FALSE',
    'tcp: 6',
    'no protocol: -1',
    '17: udp',
    '-1: FALSE',
    'localhost: 127.0.0.1',
    'short form: 127.0.0.1',
    'unknown: no-such-host.invalid',
    'empty: ',
    'list: 127.0.0.1',
    'no list: FALSE',
    'too long: 256',
  ]);
  expect(warnings).toEqual(['gethostbyname(): Host name cannot be longer than 255 characters']);
});

test.each(LINKINGS)('error_reporting says which warnings are raised, and what it said before, %s', async (linking) => {
  const { lines, warnings } = await run(guest('reporting'), [], { linking });
  expect(lines).toEqual([
    'at first: 22',
    '2',
    'nothing: 22',
    'warnings: 22',
    '2',
    'all but warnings: 22',
    'notices: 22',
    '8',
    'all: 22',
  ]);
  expect(warnings).toEqual(
    Array.from({ length: 3 }, () => 'socket_create(): Unable to create socket [22]: Invalid argument'),
  );
});
