// What somebody writes who adds a made-up option, errno, control message or function by CONTRIBUTING.md's recipes.

/** Changes a file's text. */
export type Edit = (text: string) => string;

export interface Recipe {
  /** Its heading in CONTRIBUTING.md. */
  readonly title: string;
  /** Its scenario is `made-up-NAME`. */
  readonly name: string;
  /** How many files somebody writes, at most. */
  readonly most: number;
  /** Those that are there already, and what is done to each. */
  readonly edits: Readonly<Record<string, Edit>>;
  /** The scenario that the recipe asks for; the errno's is this test's own. */
  readonly scenario: 'of the recipe' | 'of the test';
}

/** Adds lines at the end of what begins with a line and ends with another of the same indentation. */
function atEndOf(beginning: string, lines: string): Edit {
  return (text) => {
    const start = text.indexOf(`${beginning}\n`);
    const indent = /[^\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
    const end = text.indexOf(`\n${indent}}`, start);
    if (start < 0 || end < 0) throw new Error(`there is no ${beginning}`);
    return `${text.slice(0, end)}\n${lines}${text.slice(end)}`;
  };
}

function replacing(old: string, by: string): Edit {
  return (text) => {
    if (!text.includes(old)) throw new Error(`there is no ${old}`);
    return text.replace(old, () => by);
  };
}

const all =
  (...edits: Edit[]): Edit =>
  (text) =>
    edits.reduce((edited, edit) => edit(edited), text);

/** Two, the second of which the control message needs. */
const OPTION: Recipe = {
  title: 'An option',
  name: 'option',
  most: 4,
  edits: {
    'wit/types.wit': atEndOf(
      'enum option-name {',
      [
        '        /// `IPPROTO_IP`, integer (0 or 1).\n        ip-freebind,',
        '        /// `SOL_SOCKET`, integer (0 or 1): receive `overflow`.\n        so-rxq-ovfl,',
      ].join('\n'),
    ),
    'host/os/linux.ts': atEndOf('options: {', "    'ip-freebind': 15,\n    'so-rxq-ovfl': 40,"),
  },
  scenario: 'of the recipe',
};

const ERRNO: Recipe = {
  title: 'An errno',
  name: 'errno',
  most: 2,
  edits: {
    'wit/types.wit': atEndOf('enum errno {', '        /// Something made up.\n        emadeup,'),
    'host/os/linux.ts': atEndOf('errno: {', '    emadeup: 134,'),
  },
  scenario: 'of the test',
};

const CONTROL: Recipe = {
  title: 'A control message',
  name: 'control',
  most: 4,
  edits: {
    'wit/host.wit': atEndOf(
      'variant incoming-control {',
      '        /// `SO_RXQ_OVFL`, with `so-rxq-ovfl` set.\n        overflow(s32),',
    ),
    'host/os/linux.ts': atEndOf('control: {', "    'so-rxq-ovfl': 40,"),
  },
  scenario: 'of the recipe',
};

const FUNCTION: Recipe = {
  title: 'A function',
  name: 'function',
  most: 5,
  edits: {
    'asm/sockets/mark.ts': all(
      replacing('import { atMark } from "../system";', 'import { atMark, isBlocking } from "../system";'),
      (text) => `${text}
/** Whether operations on a socket wait. */
export function socket_is_blocking(socket: Socket): bool {
  return isUsable(socket, "socket_is_blocking") && isBlocking(socket.handle);
}
`,
    ),
    'asm/index.ts': replacing('socket_atmark }', 'socket_atmark, socket_is_blocking }'),
    'wit/php.wit': replacing(
      '    socket-atmark: func',
      [
        '    socket-is-blocking: func(socket: borrow<socket>) -> bool;',
        '',
        "    /// Another sentence. PHP's `socket_atmark`.",
        '    socket-atmark: func',
      ].join('\n'),
    ),
    'asm/component/messages.ts': all(
      replacing('import { socket_atmark }', 'import { socket_atmark, socket_is_blocking }'),
      (text) => `${text}
export function socketIsBlocking(socket: i32): i32 {
  return i32(socket_is_blocking(socketAt(socket)));
}
`,
    ),
  },
  scenario: 'of the recipe',
};

export const RECIPES: readonly Recipe[] = [OPTION, ERRNO, CONTROL, FUNCTION];
