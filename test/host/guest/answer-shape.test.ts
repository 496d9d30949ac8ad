// What a process of guests says is believed only if it has the form that it must have.
import { describe, expect, test } from 'vitest';
import { isAnswer } from '#host/guest/answer-shape';
import { readLimits } from '#host/limits';
import { Counters } from '#host/limits/usage';

const ERROR = { name: 'Error', code: '', message: 'm', stack: undefined };
const DENIAL = { permission: 'connect', subject: '127.0.0.1:80', flag: '--allow-connect 127.0.0.1:80' };

const USAGE = new Counters().usage(readLimits(), 0);

describe('answers', () => {
  test.each<[unknown]>([
    [{ tag: 'begun', id: 1 }],
    [{ tag: 'over', id: 1, error: ERROR }],
    [{ tag: 'asked', id: 1, process: 1, request: { permission: 'lookup', subject: 'a', host: 'a' } }],
    [{ tag: 'usage', id: 1, usage: USAGE }],
    [{ tag: 'ended', id: 1 }],
    [{ tag: 'ended', id: 1, outcome: { tag: 'exit', code: 3 }, usage: USAGE }],
    [{ tag: 'ended', id: 1, outcome: { tag: 'error', error: ERROR } }],
    [{ tag: 'report', id: 1, report: { tag: 'warning', message: 'm', severity: 'notice' } }],
    [{ tag: 'report', id: 1, report: { tag: 'denied', denial: DENIAL } }],
    [{ tag: 'report', id: 1, report: { tag: 'listening', address: 'a', name: 'n' } }],
    [{ tag: 'report', id: 1, report: { tag: 'exported' } }],
    [{ tag: 'report', id: 1, report: { tag: 'dropped', count: 3 } }],
    [{ tag: 'reply', id: 1, reply: { tag: 'loaded', names: ['a', 'b.c'] } }],
    [{ tag: 'reply', id: 1, reply: { tag: 'returned', number: 1, value: undefined } }],
    [{ tag: 'reply', id: 1, reply: { tag: 'threw', number: 1, error: ERROR } }],
    [{ tag: 'reply', id: 1, reply: { tag: 'threw', number: 1, error: { functionName: 'f', payload: 1 } } }],
  ])('are taken: %j', (answer) => {
    expect(isAnswer(answer)).toBe(true);
  });

  test.each<[unknown]>([
    [null],
    [undefined],
    [1],
    ['begun'],
    [[]],
    [{}],
    [{ tag: 'begun' }],
    [{ tag: 'begun', id: '1' }],
    [{ tag: 'toString', id: 1 }],
    [{ tag: '__proto__', id: 1 }],
    [{ tag: 'over', id: 1 }],
    [{ tag: 'over', id: 1, error: { ...ERROR, message: 5 } }],
    [{ tag: 'asked', id: 1, process: 1, request: null }],
    [{ tag: 'asked', id: 1, process: 1, request: { permission: 'lookup', subject: 5 } }],
    [{ tag: 'asked', id: 1, process: 1, request: { permission: 'connect', subject: 'a', hosts: 5 } }],
    [{ tag: 'usage', id: 1, usage: null }],
    [{ tag: 'usage', id: 1, usage: {} }],
    [{ tag: 'usage', id: 1, usage: { ...USAGE, sockets: { current: '1', peak: 1, limit: 2 } } }],
    [{ tag: 'ended', id: 1, outcome: { tag: 'exit' } }],
    [{ tag: 'ended', id: 1, outcome: { tag: 'error', error: null } }],
    [{ tag: 'report', id: 1 }],
    [{ tag: 'report', id: 1, report: { tag: 'warning', message: 'm', severity: '__proto__' } }],
    [{ tag: 'report', id: 1, report: { tag: 'denied', denial: { ...DENIAL, flag: undefined } } }],
    [{ tag: 'report', id: 1, report: { tag: 'dropped', count: 'many' } }],
    [{ tag: 'reply', id: 1, reply: { tag: 'loaded', names: 'a' } }],
    [{ tag: 'reply', id: 1, reply: { tag: 'loaded', names: ['a', 5] } }],
    [{ tag: 'reply', id: 1, reply: { tag: 'threw', number: 1, error: 5 } }],
  ])('are not: %j', (answer) => {
    expect(isAnswer(answer)).toBe(false);
  });

  test('name no more functions than any guest has', () => {
    const loaded = (names: string[]) => ({ tag: 'reply', id: 1, reply: { tag: 'loaded', names } });
    expect(isAnswer(loaded(Array(100_001).fill('a')))).toBe(false);
    expect(isAnswer(loaded(['a'.repeat((1 << 22) + 1)]))).toBe(false);
  });
});
