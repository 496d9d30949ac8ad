import type { HandleType } from '../abi/types.ts';

/** Where values come out of a component to a program: other components get what a handle stands for, a program an object. */
export interface Edge {
  wrap(type: HandleType, representation: unknown): unknown;
}
