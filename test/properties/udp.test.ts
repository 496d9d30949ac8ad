import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/udp.ts';

testCases('udp', CASES);
