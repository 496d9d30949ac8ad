/**
 * What must be done before a socket sends or connects, so that it does not hear strangers: see implicit-bind.ts. The order
 * matters: `send` needs to act only for values above `ANSWERS`.
 */

/** Nothing: it was bound with permission, or sending does not bind its kind. */
export const SETTLED = 0;
/** A UDP socket that a send or a connect has bound. It hears only addresses that it has sent to. */
export const ANSWERS = 1;
/** A UDP socket that is not bound. */
export const UNBOUND = 2;
/** A Unix socket without a name, which sending would give one because of SO_PASSCRED. */
export const NAMELESS = 3;

export type Hearing = typeof SETTLED | typeof ANSWERS | typeof UNBOUND | typeof NAMELESS;
