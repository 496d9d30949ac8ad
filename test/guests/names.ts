// Services, protocols and hosts, of which every machine knows these.
import {
  gethostbyname, gethostbynamel, getprotobyname, getprotobynumber, getservbyname, getservbyport,
} from 'wasock';

function say(name: string, value: string | null): void {
  console.log(name + ': ' + (value === null ? 'FALSE' : value));
}

say('http', getservbyname('http', 'tcp').toString());
say('http without protocol', getservbyname('http', '').toString());
say('no service', getservbyname('no-such-service', 'tcp').toString());
say('80', getservbyport(80, 'tcp'));
say('80 over nothing', getservbyport(80, 'xyz'));
say('-1', getservbyport(-1, 'tcp'));
say('tcp', getprotobyname('tcp').toString());
say('no protocol', getprotobyname('no-such-protocol').toString());
say('17', getprotobynumber(17));
say('-1', getprotobynumber(-1));
say('localhost', gethostbyname('localhost'));
say('short form', gethostbyname('127.1'));
say('unknown', gethostbyname('no-such-host.invalid'));
say('empty', gethostbyname(''));
const list = gethostbynamel('localhost');
say('list', list === null ? null : list!.join(' '));
const none = gethostbynamel('no-such-host.invalid');
say('no list', none === null ? null : none!.join(' '));
say('too long', gethostbyname('a'.repeat(256)).length.toString());
