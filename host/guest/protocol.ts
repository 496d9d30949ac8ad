// The messages between a process of guests and its starter: see channel.ts.
import type { Usage } from '../limits/usage.ts';
import type { Call, Reply } from './calling.ts';
import type { Beginning, Outcome, Overrun, Question, Report } from './messages.ts';
import type { SentOptions } from './thread.ts';

/** Starts a guest. Its binary follows. */
export interface StartCommand {
  readonly tag: 'start';
  readonly id: number;
  readonly options: SentOptions;
  readonly tellsDenials: boolean;
  readonly asks: boolean;
  readonly isCalled: boolean;
}

/** To the process. */
export type Command =
  | StartCommand
  /** Calls a function of a guest, or ends it. */
  | { readonly tag: 'call'; readonly id: number; readonly call: Call }
  /** Lets a guest begin. Its door has come through that of the process. */
  | { readonly tag: 'go'; readonly id: number }
  /** `graceMs`: how long the guest may take to reach its next operation before its thread is ended. */
  | { readonly tag: 'kill'; readonly id: number; readonly graceMs: number }
  /** The answer of the guest's policy function, for the process that has asked. */
  | { readonly tag: 'answer'; readonly id: number; readonly process: number; readonly isYes: boolean }
  /** Asks what the guest has taken. */
  | { readonly tag: 'usage'; readonly id: number }
  /** Reports of this weight have been taken. */
  | { readonly tag: 'taken'; readonly id: number; readonly weight: number };

/** From the process. */
export type Answer =
  | { readonly tag: 'report'; readonly id: number; readonly report: Report }
  | { readonly tag: 'reply'; readonly id: number; readonly reply: Reply }
  | (Question & { readonly id: number; readonly process: number })
  | ((Beginning | Overrun) & { readonly id: number })
  | { readonly tag: 'usage'; readonly id: number; readonly usage: Usage }
  /** The guest has ended, and its descriptors are closed; without an outcome if it was killed. */
  | { readonly tag: 'ended'; readonly id: number; readonly outcome?: Outcome; readonly usage?: Usage };

/** The options of a process, as JSON in its argument. */
export interface ProcessData {
  /** How much the garbage-collected objects of all its guests may take, in bytes; `null` for no limit. */
  readonly gcHeap: number | null;
}

/** The descriptor by which commands come. 0 to 2 are the process' own. */
export const COMMANDS = 3;

/** The descriptors of the guests' standard streams in the process. */
export const STREAMS = { stdin: 4, stdout: 5, stderr: 6 } as const;

/** The descriptor of the door by which the doors of its guests come, named by their ids: before `start` of each. */
export const PROCESS_DOOR = 7;

/** The descriptor by which answers go. */
export const ANSWERS = 8;
