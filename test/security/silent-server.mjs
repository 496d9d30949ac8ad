// A name server that never answers, on this machine; it keeps no program alive.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const server = createSocket('udp4').bind(53, '127.0.0.1').unref();
await once(server, 'listening');
