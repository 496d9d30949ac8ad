// What failed last, for the message of an abort (abort.ts): most often that of a `!` after the call that gave null.

/** Tells of it: `socket_accept() [11]: Resource temporarily unavailable`; "" for none. Set once anything can fail. */
export let explanation: (() => string) | null = null;

/** Sets how it is told. */
export function explainBy(tell: () => string): void {
  explanation = tell;
}
