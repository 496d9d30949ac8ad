import { testCases } from '../support/in-node.ts';
import { CASES } from './cases/packets.ts';

testCases('packets', CASES);
