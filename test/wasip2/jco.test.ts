import { testProperties } from './properties.ts';

testProperties('jco');
