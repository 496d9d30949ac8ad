import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/stream-sockets.ts';

testCases('stream-sockets', CASES);
