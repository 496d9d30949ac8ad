import { BlockingWaiter } from './blocking.ts';
export class SuspendingWaiter extends BlockingWaiter { close(): void {} }
