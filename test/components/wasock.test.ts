// Guests of other toolchains, and the statements about WASI 0.2, by this package's own linker.
import { testConformance } from './conformance.ts';
import { testGuests } from './guest-tests.ts';
import { WASOCK } from './places.ts';

testGuests(WASOCK);
testConformance(WASOCK);
