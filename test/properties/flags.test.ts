import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/flags.ts';

testCases('flags', CASES);
