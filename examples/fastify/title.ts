// The plugin of app.ts, a guest in AssemblyScript: the title of a page.
import { Ref, fgets, fwrite, stream_set_timeout, stream_socket_client } from 'wasock';

const SECONDS = 5;

/** @param url such as http://example.com:8080/page */
export function title(url: string): string {
  if (!url.startsWith('http://')) throw new Error('not a URL of http: ' + url);
  const slash = url.indexOf('/', 7);
  const host = slash < 0 ? url.slice(7) : url.slice(7, slash);
  const path = slash < 0 ? '/' : url.slice(slash);

  const message = new Ref<string>('');
  const address = host.includes(':') ? host : host + ':80';
  const stream = stream_socket_client('tcp://' + address, null, message, SECONDS);
  if (stream === null) throw new Error(host + ': ' + message.value);
  stream_set_timeout(stream, SECONDS);
  fwrite(stream, `GET ${path} HTTP/1.0\r\nHost: ${host}\r\n\r\n`);
  for (let line = fgets(stream); line !== null; line = fgets(stream)) {
    const text = String.UTF8.decode(line);
    const start = text.indexOf('<title>');
    const end = text.indexOf('</title>');
    if (start >= 0 && end > start) return text.slice(start + 7, end);
  }
  throw new Error('no title: ' + url);
}
