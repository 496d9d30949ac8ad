import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/local.ts';

testCases('local', CASES);
