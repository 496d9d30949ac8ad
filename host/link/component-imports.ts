import type { Host, Severity } from '../host.ts';
import { controlSpace } from '../os/control.ts';
import { errnoName } from '../os/errno.ts';
import * as names from '../os/names.ts';
import { lookupAddress } from '../socket/lookup.ts';
import { type Ready, select, Selection } from '../socket/select.ts';
import type { AddressInfo, LookupHints, Protocol, Service } from '../wit-types.ts';
import { componentSocket, HostError, lookupFailed, now } from './component-socket.ts';

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
        if (typeof outcome === 'number') throw new HostError(errnoName(-outcome));
        return readyLists(outcome);
      },
      controlSpace,
      revoke(offer: string): void {
        const outcome = host.revoke(offer);
        if (outcome < 0) throw new HostError(errnoName(-outcome));
      },
      guestId: (): number => host.guest,
      lookupAddress(name: string | undefined, service: string | undefined, hints: LookupHints): AddressInfo[] {
        const outcome = now(lookupAddress(context, name, service, hints));
        if (!Array.isArray(outcome)) throw lookupFailed(outcome);
        return outcome;
      },
      lookupService: (name: string, protocol: string): Service | undefined => names.lookupService(name, protocol),
      lookupPort: (port: number, protocol: string): Service | undefined => names.lookupPort(port, protocol),
      lookupProtocol: (name: string): Protocol | undefined => names.lookupProtocol(name),
      lookupProtocolNumber: (number: number): Protocol | undefined => names.lookupProtocolNumber(number),
      interfaceIndex(name: string): number {
        const outcome = names.interfaceIndex(name);
        if (outcome < 0) throw new HostError(errnoName(-outcome));
        return outcome;
      },
      interfaceName(index: number): string {
        const outcome = names.interfaceName(index);
        if (typeof outcome === 'number') throw new HostError(errnoName(-outcome));
        return outcome;
      },
    },
    'wasock:sockets/diagnostics': {
      report: (level: Severity, message: string): void => host.report(level, message),
    },
  };
}

function readyLists({ read, write, except }: Ready): { read: Uint32Array; write: Uint32Array; except: Uint32Array } {
  return { read: Uint32Array.from(read), write: Uint32Array.from(write), except: Uint32Array.from(except) };
}
