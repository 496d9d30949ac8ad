import type { Completion } from '../wait/completion.ts';

/** A lowered function: 32-bit arguments as the engine passes them. */
export type CoreFunction = (...args: number[]) => Completion<number | void>;

/** `select` also takes 64 bits. */
export type SelectFunction = (
  read: number,
  readCount: number,
  write: number,
  writeCount: number,
  except: number,
  exceptCount: number,
  hasTimeout: number,
  timeout: bigint,
  result: number,
) => Completion<void>;

/** And so do these. */
export type PollFunctions = {
  readonly '[static]socket.event-set': CoreFunction;
  readonly '[method]socket.watch': (
    self: number,
    action: number,
    member: number,
    number: number,
    events: number,
    mode: number,
    data: bigint,
    result: number,
  ) => Completion<void>;
  readonly '[method]socket.take-events': (
    self: number,
    most: number,
    hasTimeout: number,
    timeout: bigint,
    result: number,
  ) => Completion<void>;
  readonly poll: (
    list: number,
    count: number,
    input: number,
    hasTimeout: number,
    timeout: bigint,
    result: number,
  ) => Completion<void>;
};
