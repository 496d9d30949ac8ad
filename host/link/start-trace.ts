import type { Host } from '../host.ts';
import type { TraceOptions, Tracer } from './trace.ts';

/** Starts to write the calls of a guest, if that is wanted. The code for it is loaded only then. */
export async function startTrace(
  options: TraceOptions | undefined,
  { id, context }: Host,
): Promise<Tracer | undefined> {
  if (options === undefined) return undefined;
  const { FileTracer } = await import('./tracer.ts');
  return new FileTracer(options, id, context);
}
