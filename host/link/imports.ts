import { SEVERITY_CASES } from '../generated/cases.ts';
import { SIGNATURES } from '../generated/signatures.ts';
import type { Host } from '../host.ts';
import { FunctionPolicy } from '../policy/function-policy.ts';
import { asked } from '../socket/asked.ts';
import type { SocketContext } from '../socket/host-socket.ts';
import { untilTurn } from '../socket/operation.ts';
import { andThen } from '../wait/completion.ts';
import { caseAt } from '../abi/case-at.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import { changed, type Functions, type Importables, importables } from './import-table.ts';
import { messageImports } from './message-imports.ts';
import { nameImports } from './name-imports.ts';
import { pollImports } from './poll-imports.ts';
import { processImports } from './process-imports.ts';
import { selectImport } from './select-import.ts';
import { socketImports } from './socket-imports.ts';
import type { Sockets } from './sockets.ts';
import type { Signature } from '../wasm/core-imports.ts';
import type { Tracer } from './trace.ts';
import { realmOf } from './values.ts';

/** The modules a guest imports, with the version that this host implements. */
export const HOST_MODULE = 'wasock:sockets/host@0.1.0';
export const DIAGNOSTICS_MODULE = 'wasock:sockets/diagnostics@0.1.0';

/** The functions that may wait, for the system or for a policy function's answer. A suspending host wraps them. */
export const WAITING_FUNCTIONS: ReadonlySet<string> = new Set([
  '[static]socket.create',
  '[static]socket.pair',
  '[static]socket.take',
  '[method]socket.bind',
  '[method]socket.listen',
  '[method]socket.accept',
  '[method]socket.connect',
  '[method]socket.disconnect',
  '[method]socket.send',
  '[method]socket.send-to',
  '[method]socket.send-message',
  '[method]socket.receive',
  '[method]socket.receive-from',
  '[method]socket.receive-message',
  '[method]socket.set-option',
  '[method]socket.update-membership',
  '[resource-drop]socket',
  '[static]socket.event-set',
  '[method]socket.watch',
  '[method]socket.take-events',
  'select',
  'poll',
  'lookup-address',
]);

/** In bytes or code units; longer ones are cut. */
const LONGEST_WARNING = 65_536;

/**
 * The imports of wasock's interfaces, on a guest's memory: a table of the caller's.
 *
 * @param sockets those that the guest's handles stand for
 * @param tracer writes each call
 */
export function wasockImports(
  host: Host,
  memory: GuestMemory,
  sockets: Sockets = host.sockets,
  tracer?: Tracer,
): Map<string, Importables> {
  const realm = realmOf(sockets, memory);
  const functions: readonly Functions[] = [
    socketImports(host, sockets, realm),
    messageImports(host, sockets, realm),
    pollImports(host, sockets, memory),
    nameImports(host, realm),
    processImports(host, memory),
    {
      select: selectImport(host, sockets, memory),
    },
  ];
  const diagnostics = {
    report: (severity: number, message: number, length: number): void =>
      host.report(caseAt(SEVERITY_CASES, severity), memory.string(message, length, LONGEST_WARNING)),
  };
  const { context } = host;
  // Rules never wait, so sending and receiving do not pay for policy functions that do.
  const isWaiting = context.policy instanceof FunctionPolicy && context.waiter.until !== undefined;
  const all = importables(functions, HOST_SIGNATURES, WAITING_FUNCTIONS);
  const modules: readonly [string, Importables][] = [
    [HOST_MODULE, isWaiting ? asking(context, all) : all],
    [DIAGNOSTICS_MODULE, importables([diagnostics], DIAGNOSTICS_SIGNATURES)],
  ];
  return new Map(
    modules.map(([name, table]) => [name, paced(context, tracer === undefined ? table : tracer.traced(table, memory))]),
  );
}

/** The functions, of which those that may wait begin again when the policy function has answered. */
function asking(context: SocketContext, functions: Importables): Importables {
  return changed(functions, (found) =>
    found.waits ? { ...found, callee: (...args) => asked(context, () => found.callee(...args)) } : found,
  );
}

/** The functions, each of which waits for its turn, if the guest's calls per second are limited. */
function paced(context: SocketContext, functions: Importables): Importables {
  if (context.meter.pace === undefined) return functions;
  return changed(functions, ({ signature, callee }) => ({
    signature,
    callee: (...args) => andThen(untilTurn(context), () => callee(...args)),
    waits: true,
  }));
}

/** @param module an interface of ours */
function signaturesOf(module: string): ReadonlyMap<string, Signature> {
  const signatures = SIGNATURES.get(module);
  if (signatures === undefined) throw new TypeError(`the types of ${module} are not known`);
  return signatures;
}

const HOST_SIGNATURES = signaturesOf(HOST_MODULE);
const DIAGNOSTICS_SIGNATURES = signaturesOf(DIAGNOSTICS_MODULE);
