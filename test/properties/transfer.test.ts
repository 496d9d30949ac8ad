import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/transfer.ts';

testCases('transfer', CASES);
