// Prints as many warnings as it is told, on a standard error stream that does not wait for room.
import { libc } from '#host/os/libc';
import { platform } from '#host/os/platform';
import { printWarning } from '#host/print-warning';

const fcntl = libc.func('int fcntl(int fd, int command, int argument)');
fcntl(2, platform.F_SETFL, platform.O_NONBLOCK);
process.stdout.write('begins\n', () => {
  for (let count = 0; count < Number(process.argv[2]); count++) printWarning(`number ${count}`, 'warning');
});
