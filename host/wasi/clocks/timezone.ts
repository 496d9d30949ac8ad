// wasi:clocks/timezone
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { WASI_VERSION } from '../version.ts';

/** What the interface says where no time zone is known. The host's is none of the guest's. */
const UTC = { utcOffset: 0, name: 'UTC', inDaylightSavingTime: false };

export const timezone: ProvidedInterface = providedInterface('wasi:clocks/timezone', WASI_VERSION, [], {
  display: immediate(() => UTC),
  'utc-offset': immediate(() => UTC.utcOffset),
});
