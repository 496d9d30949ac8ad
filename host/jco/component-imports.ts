import type { Host, Severity } from '../host.ts';
import { controlSpace } from '../os/control.ts';
import * as names from '../os/names.ts';
import { lookupAddress } from '../socket/lookup.ts';
import { fork } from '../socket/fork.ts';
import { pollEventBits, pollEventsOf } from '../socket/flags.ts';
import { collect, poll, Polling } from '../socket/poll.ts';
import { type Ready, select, Selection } from '../socket/select.ts';
import type * as host from '../generated/wit-host.ts';
import type { AddressInfo, LookupHints, Protocol, Service } from '../generated/wit-types.ts';
import { bare } from './bare.ts';
import { checkedFunctions } from './component-arguments.ts';
import { check, componentSocket, HostError, inTurn, now, timeLimit, unwrap } from './component-socket.ts';

/**
 * The functions that take sockets: any object, which they look at. A component's own type of a socket has the methods only that the
 * component imports.
 */
export interface TakingSockets {
  select(read: object[], write: object[], except: object[], timeout: bigint | undefined): host.Ready;
  poll(
    sockets: { socket: object; events: host.PollEvents }[],
    input: boolean,
    timeout: bigint | undefined,
  ): host.PollOutcome;
}

/** The interfaces of wit/ that a component imports, in the TypeScript of `jco transpile`. */
interface Interfaces {
  readonly host: Omit<typeof host, keyof TakingSockets> & TakingSockets;
  readonly diagnostics: { report(level: Severity, message: string): void };
  /** Types only. */
  readonly types: Record<never, never>;
}

/** The same by name. jco's generated code asks for the name alone, its types for the name with a version. */
export type ComponentImports = {
  readonly [Name in keyof Interfaces as `wasock:sockets/${Name}` | `wasock:sockets/${Name}@0.1.0`]: Interfaces[Name];
};

/**
 * The host as the modules that a transpiled component imports, by interface.
 *
 * @param current gives the host for a call
 */
export function componentImports(current: () => Host): ComponentImports {
  const { Socket, ownOf } = componentSocket(current);
  const beginNow = (): Host => {
    const own = current();
    inTurn(own.context);
    return own;
  };
  const openOf = (socket: object) => {
    const own = ownOf(socket);
    // This socket was closed with the whole host. poll(2) ignores it, and without others there is nothing to wait for.
    if (own.fd < 0) throw new HostError('ebadf');
    return own;
  };

  const functions: Omit<Interfaces['host'], 'Socket'> = {
    select(read: object[], write: object[], except: object[], timeout: bigint | undefined): host.Ready {
      const { context } = beginNow();
      const selection = new Selection();
      selection.begin(read.length + write.length + except.length);
      for (const socket of read) selection.addRead(openOf(socket));
      selection.endRead();
      for (const socket of write) selection.addWrite(openOf(socket));
      selection.endWrite();
      for (const socket of except) selection.addExcept(openOf(socket));
      const outcome = now(select(context, selection, timeLimit(timeout)));
      return readyLists(unwrap(outcome));
    },
    poll(sockets: host.Polled[], input: boolean, timeout: bigint | undefined): host.PollOutcome {
      const { context } = beginNow();
      const polling = new Polling();
      const polledAt = (index: number) => {
        const { socket, events } = sockets[index]!;
        return [openOf(socket), pollEventBits(events)] as const;
      };
      check(collect(context, polling, sockets.length, polledAt, input));
      check(now(poll(context, polling, timeLimit(timeout))));
      const found = sockets.map((_, index) => pollEventsOf(polling.found(index)));
      return { sockets: found, input: pollEventsOf(polling.foundInput) };
    },
    controlSpace,
    revoke(offer: string): void {
      check(beginNow().revoke(offer));
    },
    guestId: (): number => current().id,
    fork: () => check(fork(beginNow().context) ?? 0),
    wait(which: number, hang: boolean): host.EndedProcess | undefined {
      const outcome = beginNow().context.processes.wait(which, hang);
      return outcome === undefined ? undefined : { ...unwrap(outcome) };
    },
    signal: (which: number, signal: number): void => void check(beginNow().context.processes.signal(which, signal)),
    parentId: (): number => current().context.processes.parentId,
    endedProcesses: (): number => current().context.processes.ended,
    lookupAddress(name: string | undefined, service: string | undefined, hints: LookupHints): AddressInfo[] {
      const outcome = now(lookupAddress(beginNow().context, name, service, hints));
      if (!Array.isArray(outcome)) throw new HostError(outcome);
      return outcome;
    },
    lookupService(name: string, protocol: string): Service | undefined {
      beginNow();
      return names.lookupService(name, protocol);
    },
    lookupPort(port: number, protocol: string): Service | undefined {
      beginNow();
      return names.lookupPort(port, protocol);
    },
    lookupProtocol(name: string): Protocol | undefined {
      beginNow();
      return names.lookupProtocol(name);
    },
    lookupProtocolNumber(number: number): Protocol | undefined {
      beginNow();
      return names.lookupProtocolNumber(number);
    },
    interfaceIndex(name: string): number {
      beginNow();
      return check(names.interfaceIndex(name));
    },
    interfaceName(index: number): string {
      beginNow();
      return unwrap(names.interfaceName(index));
    },
  };
  const host: Interfaces['host'] = bare({ Socket, ...checkedFunctions(functions, ownOf) });
  const reporting: Interfaces['diagnostics'] = {
    report: (level, message) => current().report(level, message),
  };
  const diagnostics = bare(checkedFunctions(reporting, ownOf));
  const types = bare({});

  return bare({
    'wasock:sockets/host': host,
    'wasock:sockets/host@0.1.0': host,
    'wasock:sockets/diagnostics': diagnostics,
    'wasock:sockets/diagnostics@0.1.0': diagnostics,
    'wasock:sockets/types': types,
    'wasock:sockets/types@0.1.0': types,
  });
}

function readyLists({ read, write, except }: Ready): host.Ready {
  return { read: Uint32Array.from(read), write: Uint32Array.from(write), except: Uint32Array.from(except) };
}
