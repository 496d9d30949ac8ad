// wasi:io/poll
import { immediate, providedInterface, type ProvidedInterface, waiting } from '../../component/provided.ts';
import { GuestTrap } from '../../trap.ts';
import { andThen } from '../../wait/completion.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import { writeUnfinished } from './outlet.ts';
import { POLLABLE, type Pollable } from './pollable.ts';
import { pollAll, untilReady } from './wait.ts';

export function poll({ context }: WasiEnvironment): ProvidedInterface {
  const { waiter } = context;
  return providedInterface('wasi:io/poll', WASI_VERSION, [POLLABLE], {
    '[method]pollable.ready': immediate((self: Pollable) => {
      const isReady = self.isReady();
      if (!isReady) writeUnfinished(waiter);
      return isReady;
    }),
    '[method]pollable.block': waiting((self: Pollable) => untilReady(waiter, self)),
    poll: waiting((all: readonly Pollable[]) => {
      // "This function traps if … the list is empty": wit/deps/io.wit.
      if (all.length === 0) throw new GuestTrap('a component polls for nothing, which would never end');
      return andThen(pollAll(waiter, all), (ready) => Uint32Array.from(ready));
    }),
  });
}
