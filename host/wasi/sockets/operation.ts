import { type ProvidedFunction, waiting } from '../../component/provided.ts';
import { asked } from '../../socket/asked.ts';
import type { SocketContext } from '../../socket/host-socket.ts';
import { begin, untilTurn } from '../../socket/operation.ts';
import { andThen, type Completion } from '../../wait/completion.ts';

/** Makes functions of operations: each is counted, comes in its turn, and waits for the answers of a policy function. */
export function operations(context: SocketContext) {
  return (call: (...args: never[]) => Completion<unknown>): ProvidedFunction =>
    waiting((...args: never[]) =>
      andThen(untilTurn(context), () => {
        begin(context);
        return asked(context, () => call(...args));
      }),
    );
}
