import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/multicast.ts';

testCases('multicast', CASES);
