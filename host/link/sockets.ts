import type { ResourceTable } from '../resources.ts';
import type { HostSocket } from '../socket/host-socket.ts';

/** The sockets that a guest's handles stand for. */
export type Sockets = Pick<ResourceTable<HostSocket>, 'add' | 'get' | 'remove'>;
