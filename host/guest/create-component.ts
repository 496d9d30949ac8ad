import { type ComponentExports, Exports as ExportsMaker } from '../component/exports.ts';
import type { Host } from '../host.ts';
import type { Usage } from '../limits/usage.ts';
import { LinkError } from '../trap.ts';
import type { Completion } from '../wait/completion.ts';
import { checkBounded } from './bounds.ts';
import { type LinkedComponent, linkComponent } from './component.ts';
import { explained } from './error-text.ts';
import type { GuestOptions } from './guest-options.ts';
import { LastWords } from './last-words.ts';
import type { GuestModule } from './module.ts';
import { openDoor, openHost, prepared } from './prepare.ts';
import type { GuestDoor, ProgramDoor } from './program-door.ts';

/** A component that lives on this thread, for a program that calls its functions. */
export interface Component<Exports extends object = ComponentExports> extends GuestDoor {
  /**
   * What it exports: functions and classes, and an object of them for each interface, by its name and by its full name. With
   * `wait: 'suspend'` each function gives a promise. An error in a call, other than a ComponentError, an ArgumentError or a
   * ComponentStateError, ends the component.
   */
  readonly exports: Exports;
  /** What it has taken. */
  usage(): Usage;
  /**
   * Closes every socket of it, and ends its objects. Closing again does nothing.
   *
   * @returns a promise if it is suspended: what is left of its output is written first
   * @throws ComponentStateError during a call
   */
  close(): void | Promise<void>;
  [Symbol.dispose](): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Instantiates a component, on a host of its own, to call what it exports. Nothing of it runs in a thread of its own: it is as
 * isolated as with `runGuest`.
 *
 * @param wasm a component, or what `compileModule` made of one
 * @throws LinkError if it imports what there is not, or is not valid; PolicyError, OptionError, LimitError,
 *   WebAssembly.CompileError as `runGuest`; what ends a guest if it ends while it is instantiated
 */
export async function createComponent<Exports extends object = ComponentExports>(
  wasm: Uint8Array | GuestModule,
  given: GuestOptions = {},
): Promise<Component<Exports>> {
  const { guest, options, sockets, suspending } = prepared(wasm, given);
  if (guest.kind !== 'component')
    throw new LinkError('this is no component: run a core module with runGuest or spawnGuest');
  checkBounded(guest.isManaged, options.limits);
  const { host, kill, close: closeHost } = openHost(options, suspending);
  let door: ProgramDoor | undefined;
  const close = (): void => {
    closeHost();
    door?.end();
  };
  try {
    door = openDoor(host, sockets ?? {});
    const lastWords = new LastWords('component');
    const linked = await linkComponent(guest, host, options, suspending, {
      stop: kill,
      close,
      explain: (error, name) => explained(error, name, lastWords.abort(error)),
      lastWords,
    });
    return handleOf<Exports>(linked, host, door, suspending);
  } catch (error) {
    close();
    throw explained(error, 'the component');
  }
}

function handleOf<Exports extends object>(
  { instance, calls, objects, work }: LinkedComponent,
  host: Host,
  door: ProgramDoor,
  suspending: boolean,
): Component<Exports> {
  const close = (): Completion<void> => calls.close(host.isAsking, suspending);
  return Object.freeze({
    exports: new ExportsMaker(calls, objects, work).of(instance) as Exports,
    ...door.functions,
    usage: () => host.usage(),
    close,
    [Symbol.dispose]() {
      const outcome = close();
      // Nobody can wait for it.
      if (outcome instanceof Promise) outcome.catch(() => {});
    },
    [Symbol.asyncDispose]: async () => close(),
  });
}
