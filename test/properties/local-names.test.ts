import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/local-names.ts';

testCases('local-names', CASES);
