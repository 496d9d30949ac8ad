// Run where the name server is this machine: a program of wasock/php whose time ends in a lookup. Prints why the lookup ended, and
// how many lookups count then.
import { createPhp } from 'wasock/php';
import './silent-server.mjs';

const php = createPhp({ policy: { all: true }, limits: { wallTimeMs: 300 } });
let limit;
try {
  php.gethostbyname('stranger.example');
} catch (error) {
  limit = error.limit;
}
console.log(JSON.stringify({ limit, current: php.usage().lookups.current }));
process.exit();
