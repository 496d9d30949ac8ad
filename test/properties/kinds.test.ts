import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/kinds.ts';

testCases('kinds', CASES);
