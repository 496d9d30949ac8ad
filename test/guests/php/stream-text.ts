// Streams and what is known of them, as transcript.ts shows values.
import { Stream, StreamMetaData } from 'wasock';
import { boolText, keyedText, textText } from './transcript';

/** The names that streams have, at their places in `named`: those of the variables that first held them. */
const named: Stream[] = [];
const names: string[] = [];

export function nameStream(stream: Stream | null, name: string): void {
  if (stream === null || named.includes(stream)) return;
  named.push(stream);
  names.push(name);
}

export function streamText(stream: Stream | null): string {
  if (stream === null) return 'FALSE';
  const at = named.indexOf(stream);
  return at < 0 ? 'Stream' : '$' + names[at];
}

export function streamsText(streams: Stream[] | null, none: string = 'FALSE'): string {
  return streams === null ? none : '[' + streams.map<string>((stream) => streamText(stream)).join(', ') + ']';
}

export function metaDataText(data: StreamMetaData | null): string {
  if (data === null) return 'FALSE';
  return keyedText([
    'timed_out', boolText(data.timed_out), 'blocked', boolText(data.blocked), 'eof', boolText(data.eof),
    'stream_type', textText(data.stream_type), 'mode', textText(data.mode), 'unread_bytes',
    data.unread_bytes.toString(), 'seekable', boolText(data.seekable),
  ]);
}
