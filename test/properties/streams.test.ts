import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/streams.ts';

testCases('streams', CASES);
