// A thread with an object of its own: says what it has read, then does what it is told.
import { parentPort, workerData } from 'node:worker_threads';
import { AF_UNIX, createPhp, SOCK_STREAM } from 'wasock/php';

const php = createPhp();
const [first, second] = php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0) ?? [];
php.socketWrite(first, 'hello');
parentPort?.postMessage(new TextDecoder().decode(php.socketRead(second, 100)));
if (workerData === 'block') php.socketRead(second, 100);
