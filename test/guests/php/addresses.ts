import { AF_INET, AF_INET6, Ref, SOCK_DGRAM, socket_bind, socket_create, socket_getsockname } from 'wasock';
import { sayBool, sayText } from './support';

function bindAndName(domain: i32, address: string): void {
  const socket = socket_create(domain, SOCK_DGRAM, 0)!;
  const name = new Ref<string>('');
  const port = new Ref<i32>(0);
  sayBool('bind ' + address, socket_bind(socket, address));
  socket_getsockname(socket, name, port);
  sayText('name', name.value);
}

function bindInVain(domain: i32, address: string): void {
  sayBool("bind '" + address + "'", socket_bind(socket_create(domain, SOCK_DGRAM, 0)!, address));
}

const inet = ['127.0.0.1', '127.1', '127.0.1', '2130706433', '0177.1', '017700000001', '127.255.255.255'];
for (let i = 0; i < inet.length; i++) bindAndName(AF_INET, inet[i]);
const noInet = ['', '0x7f.1', '127.0.0.1 ', ' 127.0.0.1', '1.2.3.', '08.1.1.1', '4294967296', '127.0.0.1x'];
for (let i = 0; i < noInet.length; i++) bindInVain(AF_INET, noInet[i]);
const inet6 = ['::1', '::', '0:0:0:0:0:0:0:1', '::0001', '::ffff:127.0.0.1', '0::1'];
for (let i = 0; i < inet6.length; i++) bindAndName(AF_INET6, inet6[i]);
const noInet6 = [
  '::1%lo', '1:2:3:4:5:6:7', '1::2::3', '12345::', '::1.2.3.04', '::ffff:127.1', '[::1]', ':::', '1:', ':1',
  '1:2:3:4:5:6:7:8:9', '::%', '::1%',
];
for (let i = 0; i < noInet6.length; i++) bindInVain(AF_INET6, noInet6[i]);
