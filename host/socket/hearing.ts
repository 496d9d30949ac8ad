/**
 * Whether something must be done before a socket sends or connects, so that it is not heard by whom nobody allowed: see
 * implicit-bind.ts. In this order: `send` looks only for what is above `ANSWERS`.
 */

/** Nothing: it was bound with permission, or its kind is not bound by sending. */
export const SETTLED = 0;
/** A UDP socket that a send or a connect has bound: it hears those only that it has sent to. */
export const ANSWERS = 1;
/** A UDP socket that is not bound. */
export const UNBOUND = 2;
/** A Unix socket without a name that would be given one, for SO_PASSCRED. */
export const NAMELESS = 3;

export type Hearing = typeof SETTLED | typeof ANSWERS | typeof UNBOUND | typeof NAMELESS;
