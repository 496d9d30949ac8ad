// What a process of guests and whoever started it tell each other, over Node's channel between them.
import type { Usage } from '../limits/usage.ts';
import type { Beginning, Outcome, Overrun, Question, Report } from './messages.ts';
import type { SentOptions } from './thread.ts';

/** To the process. */
export type Command =
  | {
      readonly tag: 'start';
      readonly id: number;
      readonly binary: Uint8Array;
      readonly options: SentOptions;
      readonly tellsDenials: boolean;
      readonly asks: boolean;
    }
  /** `graceMs`: how long the guest may take to reach its next operation before its thread is ended. */
  | { readonly tag: 'kill'; readonly id: number; readonly graceMs: number }
  /** What the guest asked, its policy function allows or not. */
  | { readonly tag: 'answer'; readonly id: number; readonly isYes: boolean }
  /** What has it taken? */
  | { readonly tag: 'usage'; readonly id: number }
  /** Reports of this weight have been taken. */
  | { readonly tag: 'taken'; readonly id: number; readonly weight: number };

/** From the process. */
export type Answer =
  | { readonly tag: 'report'; readonly id: number; readonly report: Report }
  | ((Question | Beginning | Overrun) & { readonly id: number })
  | { readonly tag: 'usage'; readonly id: number; readonly usage: Usage }
  /** The guest has ended, and its descriptors are closed; without an outcome if it was killed. */
  | { readonly tag: 'ended'; readonly id: number; readonly outcome?: Outcome; readonly usage?: Usage };

/** How a process is started, in its argument, as JSON. */
export interface ProcessData {
  /** What the objects of all its guests may take, in bytes; `null` for no limit. */
  readonly gcHeap: number | null;
}

/** The descriptors in the process that are the guests' standard streams; its own 0 to 2 are not theirs, 3 is the channel. */
export const STREAMS = { stdin: 4, stdout: 5, stderr: 6 } as const;
