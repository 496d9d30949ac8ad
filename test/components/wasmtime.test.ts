// The baseline: what guests of other toolchains, and the statements about WASI 0.2, do in wasmtime.
import { testConformance } from './conformance.ts';
import { testGuests } from './guest-tests.ts';
import { WASMTIME } from './places.ts';

testGuests(WASMTIME);
testConformance(WASMTIME);
