import type { Completion } from '../wait/completion.ts';

/** A lowered function: 32-bit arguments as the engine passes them. */
export type CoreFunction = (...args: number[]) => Completion<number | void>;

/** `select`, the only one that also takes 64 bits. */
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
