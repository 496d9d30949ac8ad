import { testProperties } from './properties.ts';

testProperties('wasock');
