import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/messages.ts';

testCases('messages', CASES);
