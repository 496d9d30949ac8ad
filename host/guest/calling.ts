// The messages by which a program calls functions of a guest that runs elsewhere.
import { ComponentError } from '../component/errors.ts';
import type { ErrorData } from './error-data.ts';
import { messageText } from './error-text.ts';

/** To the guest's thread: a call, or its end. */
export type Call =
  | { readonly tag: 'call'; readonly number: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly tag: 'close' };

/** From the guest's thread. */
export type Reply =
  /** It can be called. @param names of its functions; those of an interface after its name and a dot */
  | { readonly tag: 'loaded'; readonly names: readonly string[] }
  | { readonly tag: 'returned'; readonly number: number; readonly value: unknown }
  | { readonly tag: 'threw'; readonly number: number; readonly error: Thrown };

/** What a call threw: the error of a `result`, or any other. */
export type Thrown = { readonly functionName: string; readonly payload: unknown } | ErrorData;

export function isReply(message: { readonly tag: string }): message is Reply {
  return message.tag === 'loaded' || message.tag === 'returned' || message.tag === 'threw';
}

/** @param revive makes an error of its data */
export function thrownError(thrown: Thrown, revive: (data: ErrorData) => Error): Error {
  return 'payload' in thrown ? new ComponentError(messageText(thrown.functionName), thrown.payload) : revive(thrown);
}
