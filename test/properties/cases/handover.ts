import type { Cases } from '../../support/cases.ts';
import { FAMILIES } from '../../support/families.ts';

const NOT_IMPORTED =
  'socket_wsaprotocol_info_import(): Unable to import WSA protocol info [0x00000016]: Invalid argument';
const NOT_RELEASED =
  'socket_wsaprotocol_info_release(): Unable to release WSA protocol info [0x00000016]: Invalid argument';
const NOT_EXPORTED =
  'socket_wsaprotocol_info_export(): Unable to export WSA protocol info [0x00000003]: No such process';

export const CASES: Cases = {
  self: {
    fact: 'a guest hands sockets to itself, each once',
    families: FAMILIES,
    lines: [
      'another id: true',
      'import: a socket 0',
      'write: 16',
      'read: "through the twin"',
      'import again: FALSE 22',
      'release: true',
      'release again: false',
      'error: 22',
      'release before: true',
      'import after: FALSE 22',
      'import of garbage: FALSE 22',
      'import of nothing: FALSE 22',
      'import of something long: FALSE 22',
      'release of garbage: false',
      'error: 22',
      'export to nobody: true',
      'error: 3',
      'error: 3',
      'export to a negative one: true',
      'export to 0: true',
      'export of a closed one: true',
      'import: a socket 0',
      'accept: true',
      'import: a socket 0',
      'type: 2',
      'read in time: FALSE 11',
      'import: a socket 0',
      'read at once: FALSE 11',
    ],
    warnings: [
      NOT_IMPORTED,
      NOT_RELEASED,
      ...Array<string>(4).fill(NOT_IMPORTED),
      NOT_RELEASED,
      ...Array<string>(3).fill(NOT_EXPORTED),
      'socket_wsaprotocol_info_export(): Argument #1 ($socket) has already been closed',
    ],
  },
};
