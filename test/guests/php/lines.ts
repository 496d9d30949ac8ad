import {
  AF_UNIX, PHP_NORMAL_READ, SOCK_STREAM, Socket, socket_create_pair, socket_read, socket_write,
} from 'wasock';
import { sayData } from './support';

const pair: Socket[] = [];
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
const one = pair[0];
const two = pair[1];

function line(length: i32 = 100): ArrayBuffer | null {
  return socket_read(two, length, PHP_NORMAL_READ);
}

socket_write(one, 'one\ntwo\rthree\r\nfour five six\n\n\nlast\n' + 'x'.repeat(1000) + '\n');
sayData('line feed', line());
sayData('carriage return', line());
sayData('both', line());
sayData('the rest of both', line());
sayData('limit', line(4));
sayData('after the limit', line(5));
sayData('limit at the end', line(4));
sayData('empty', line());
sayData('bytes between', socket_read(two, 1));
sayData('limit 1', line(1));
sayData('limit 0', line(0));
sayData('limit just right', line(4));
sayData('long', line(2000));
