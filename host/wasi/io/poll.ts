// wasi:io/poll
import { immediate, providedInterface, type ProvidedInterface, waiting } from '../../component/provided.ts';
import { andThen } from '../../wait/completion.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import { loweredPoll, pollSome } from './lowered-poll.ts';
import { writeUnfinished } from './outlet.ts';
import { POLLABLE, type Pollable } from './pollable.ts';
import { untilReady } from './wait.ts';

export function poll({ context }: WasiEnvironment): ProvidedInterface {
  const { waiter } = context;
  const lowered = loweredPoll(waiter);
  const ready = (self: Pollable): boolean => {
    const isReady = self.isReady();
    if (!isReady) writeUnfinished(waiter);
    return isReady;
  };
  return providedInterface('wasi:io/poll', WASI_VERSION, [POLLABLE], {
    '[method]pollable.ready': immediate(ready, lowered.ready),
    '[method]pollable.block': waiting((self: Pollable) => untilReady(waiter, self), lowered.block),
    poll: waiting(
      (all: readonly Pollable[]) => andThen(pollSome(waiter, all), (found) => Uint32Array.from(found)),
      lowered.poll,
    ),
  });
}
