// wasi:io/error
import {
  immediate,
  providedInterface,
  type ProvidedInterface,
  type ProvidedResource,
} from '../../component/provided.ts';
import { errnoName } from '../../os/errno.ts';
import type { Errno } from '../../generated/wit-types.ts';
import { WASI_VERSION } from '../version.ts';

/** `error`: why a stream failed. Other interfaces turn one into an error of their own. */
export class IoError {
  /** The system's error. */
  readonly errno: Errno;

  /** @param outcome minus the system's errno */
  constructor(outcome: number) {
    this.errno = errnoName(-outcome);
  }
}

export const ERROR: ProvidedResource<IoError> = { name: 'error', drop() {} };

export const error: ProvidedInterface = providedInterface('wasi:io/error', WASI_VERSION, [ERROR], {
  '[method]error.to-debug-string': immediate((self: IoError) => self.errno),
});
