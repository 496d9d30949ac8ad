import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/select.ts';

testCases('select', CASES);
