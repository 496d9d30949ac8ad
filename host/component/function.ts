import type { FunctionType } from '../abi/types.ts';
import type { LiftedFunction } from './lifted.ts';
import type { ProvidedFunction } from './provided.ts';

/** A function as components pass it to each other: of the host's, or lifted from a core function. */
export type ComponentFunction = { readonly type: FunctionType } & (
  | { readonly kind: 'provided'; readonly provided: ProvidedFunction }
  | { readonly kind: 'lifted'; readonly lifted: LiftedFunction }
);
