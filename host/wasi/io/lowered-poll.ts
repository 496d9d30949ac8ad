// wasi:io/poll on the guest's memory.
import type { CoreSide, LoweredFunction } from '../../component/provided.ts';
import { GuestTrap } from '../../trap.ts';
import { andThen, type Completion } from '../../wait/completion.ts';
import type { Waiter } from '../../wait/waiter.ts';
import { writeUnfinished } from './outlet.ts';
import { POLLABLE, type Pollable } from './pollable.ts';
import { pollAll, untilReady } from './wait.ts';

type Lowered = (side: CoreSide) => LoweredFunction;

/** The most pollables of one call. No guest has more sockets, and it cannot be ended in between. */
const MOST_POLLED = 1 << 16;

/** `pollable.ready`. */
function ready(waiter: Waiter): Lowered {
  return ({ begin, handles }) => {
    const pollables = handles.of(POLLABLE);
    return (handle: number): number => {
      begin();
      if (pollables.get(handle).isReady()) return 1;
      writeUnfinished(waiter);
      return 0;
    };
  };
}

/** `pollable.block`. */
function block(waiter: Waiter): Lowered {
  return ({ begin, handles }) => {
    const pollables = handles.of(POLLABLE);
    return (handle: number): Completion<void> => {
      begin();
      return untilReady(waiter, pollables.get(handle));
    };
  };
}

/** `poll`. */
function poll(waiter: Waiter): Lowered {
  return ({ begin, handles, memory }) => {
    const pollables = handles.of(POLLABLE);
    return (list: number, count: number, result: number): Completion<void> => {
      begin();
      const at = memory.check(result, 8, 4);
      const from = memory.checkList(list, count, 4, 4);
      const length = count >>> 0;
      if (length > MOST_POLLED)
        throw new GuestTrap(`a component polls for ${length} pollables: at most ${MOST_POLLED}`);
      const view = memory.view();
      const all: Pollable[] = [];
      for (let index = 0; index < length; index++) all.push(pollables.get(view.getUint32(from + index * 4, true)));
      return andThen(pollSome(waiter, all), (found) => memory.storeNumbers(at, found));
    };
  };
}

/** Waits until some are ready. @returns their positions @throws GuestTrap for none: wit/deps/io.wit, "this function traps" */
export function pollSome(waiter: Waiter, all: readonly Pollable[]): Completion<number[]> {
  if (all.length === 0) throw new GuestTrap('a component polls for nothing, which would never end');
  return pollAll(waiter, all);
}

/** The functions, of a guest that waits with this waiter. */
export function loweredPoll(waiter: Waiter) {
  return { ready: ready(waiter), block: block(waiter), poll: poll(waiter) };
}
