import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/later-options.ts';

testCases('later-options', CASES);
