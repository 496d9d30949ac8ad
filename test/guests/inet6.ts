// Prints how each IPv6 address among its arguments is written, or "none".
import { formatInet6, parseInet6 } from 'wasock/inet';

for (let i = 1; i < process.argv.length; i++) {
  const text = process.argv[i];
  const bytes = new StaticArray<u8>(16);
  console.log(parseInet6(text, text.length, bytes) ? formatInet6(bytes) : 'none');
}
