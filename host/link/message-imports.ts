import type { Host } from '../host.ts';
import { errnoNumber } from '../os/errno.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { CoreFunction } from './imports.ts';
import { storeError } from './results.ts';

const ENOSYS = errnoNumber('enosys');

/** Ancillary data: not yet there, so ENOSYS. */
export function messageImports(_host: Host, memory: GuestMemory): Record<string, CoreFunction> {
  return {
    '[method]socket.send-message': (_args, result) => storeError(memory, memory.check(result, 8, 4), -ENOSYS),
    '[method]socket.receive-message': (_self, _length, _controlLength, _flags, result) =>
      storeError(memory, memory.check(result, 8, 4), -ENOSYS),
  };
}
