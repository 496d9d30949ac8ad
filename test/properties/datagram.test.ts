import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/datagram.ts';

testCases('datagram', CASES);
