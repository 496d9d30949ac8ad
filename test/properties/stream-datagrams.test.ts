import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/stream-datagrams.ts';

testCases('stream-datagrams', CASES);
