// wasock's own interfaces, as components import them: the functions of the direct linker, on a component's memory.
import type { GuestMemory } from '../abi/guest-memory.ts';
import {
  type CoreSide,
  type LoweredFunction,
  type Provided,
  providedInterface,
  type ProvidedFunction,
  type ProvidedResource,
} from '../component/provided.ts';
import type { Host } from '../host.ts';
import type { HostSocket } from '../socket/host-socket.ts';
import { closeLingering } from '../socket/linger.ts';
import { SIGNATURES } from '../generated/signatures.ts';
import { DIAGNOSTICS_MODULE, HOST_MODULE, WAITING_FUNCTIONS, wasockImports } from './imports.ts';
import type { ImportTable } from './import-table.ts';
import type { Tracer } from './trace.ts';

/** The version of wit/. */
const VERSION = '0.1.0';

/** `socket` of wit/host.wit. */
const SOCKET: ProvidedResource<HostSocket> = {
  name: 'socket',
  drop: closeLingering,
  end: (socket) => socket.close(),
};

/** The interfaces of wit/, on a host. @param tracer writes each call */
export function wasockInterfaces(host: Host, tracer?: Tracer): Provided {
  // Functions of one memory share what they have.
  const tables = new WeakMap<GuestMemory, ImportTable>();
  const tableOf = ({ memory, handles }: CoreSide): ImportTable => {
    let table = tables.get(memory);
    if (table === undefined) tables.set(memory, (table = wasockImports(host, memory, handles.of(SOCKET), tracer)));
    return table;
  };
  const functionOf = (module: string, name: string): ProvidedFunction => ({
    call: undefined,
    waits: WAITING_FUNCTIONS.has(name),
    lowered: (side) => tableOf(side).get(module)!.get(name)!.callee as LoweredFunction,
  });
  const functionsOf = (module: string): Record<string, ProvidedFunction> =>
    Object.fromEntries(
      Array.from(SIGNATURES.get(module) ?? [], ([name]) => [name, functionOf(module, name)] as const).filter(
        // A component drops by its own handles.
        ([name]) => !name.startsWith('[resource-drop]'),
      ),
    );
  const interfaces = [
    providedInterface('wasock:sockets/host', VERSION, [SOCKET], functionsOf(HOST_MODULE)),
    providedInterface('wasock:sockets/diagnostics', VERSION, [], functionsOf(DIAGNOSTICS_MODULE)),
    providedInterface('wasock:sockets/types', VERSION, [], {}),
  ];
  return new Map(interfaces.map((own) => [own.name, own]));
}
