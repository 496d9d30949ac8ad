import type { Host, Severity } from '../host.ts';
import { controlSpace } from '../os/control.ts';
import * as names from '../os/names.ts';
import { lookupAddress } from '../socket/lookup.ts';
import { type Ready, select, Selection } from '../socket/select.ts';
import type { AddressInfo, LookupHints, Protocol, Service } from '../wit-types.ts';
import { check, componentSocket, HostError, now, unwrap } from './component-socket.ts';

/**
 * The host as `jco transpile` wants it: the modules that a transpiled component imports, by interface. The types
 * that jco generates from the WIT are satisfied by what this returns, which a test has the compiler check.
 */
export function componentImports(host: Host) {
  const { context } = host;
  const Socket = componentSocket(host);

  return {
    'wasock:sockets/types': {},
    'wasock:sockets/host': {
      Socket,
      select(
        read: object[],
        write: object[],
        except: object[],
        timeout: bigint | undefined,
      ): { read: Uint32Array; write: Uint32Array; except: Uint32Array } {
        context.waiter.checkCancelled();
        const selection = new Selection();
        selection.begin(read.length + write.length + except.length);
        for (const socket of read) selection.addRead(Socket.ownOf(socket));
        selection.endRead();
        for (const socket of write) selection.addWrite(Socket.ownOf(socket));
        selection.endWrite();
        for (const socket of except) selection.addExcept(Socket.ownOf(socket));
        const outcome = now(select(context, selection, timeout === undefined ? Infinity : Number(timeout) / 1000));
        return readyLists(unwrap(outcome));
      },
      controlSpace,
      revoke(offer: string): void {
        check(host.revoke(offer));
      },
      guestId: (): number => host.id,
      lookupAddress(name: string | undefined, service: string | undefined, hints: LookupHints): AddressInfo[] {
        const outcome = now(lookupAddress(context, name, service, hints));
        if (!Array.isArray(outcome)) throw new HostError(outcome);
        return outcome;
      },
      lookupService: (name: string, protocol: string): Service | undefined => names.lookupService(name, protocol),
      lookupPort: (port: number, protocol: string): Service | undefined => names.lookupPort(port, protocol),
      lookupProtocol: (name: string): Protocol | undefined => names.lookupProtocol(name),
      lookupProtocolNumber: (number: number): Protocol | undefined => names.lookupProtocolNumber(number),
      interfaceIndex: (name: string): number => check(names.interfaceIndex(name)),
      interfaceName: (index: number): string => unwrap(names.interfaceName(index)),
    },
    'wasock:sockets/diagnostics': {
      report: (level: Severity, message: string): void => host.report(level, message),
    },
  };
}

function readyLists({ read, write, except }: Ready): { read: Uint32Array; write: Uint32Array; except: Uint32Array } {
  return { read: Uint32Array.from(read), write: Uint32Array.from(write), except: Uint32Array.from(except) };
}
