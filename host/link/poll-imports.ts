import { WATCH_ACTION_CASES } from '../generated/cases.ts';
import {
  EVENT_ALIGNMENT,
  EVENT_DATA,
  EVENT_SET_RESULT_ALIGNMENT,
  EVENT_SET_RESULT_SIZE,
  EVENT_SIZE,
  POLLED_ALIGNMENT,
  POLLED_EVENTS,
  POLLED_SIZE,
  POLLED_SOCKET,
  POLL_EVENTS_SIZE,
  POLL_OUTCOME_INPUT,
  POLL_OUTCOME_SOCKETS,
  POLL_RESULT_ALIGNMENT,
  POLL_RESULT_SIZE,
  TAKE_EVENTS_RESULT_ALIGNMENT,
  TAKE_EVENTS_RESULT_SIZE,
  WATCH_RESULT_ALIGNMENT,
  WATCH_RESULT_SIZE,
} from '../generated/layouts.ts';
import { caseAt } from '../abi/case-at.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { Host } from '../host.ts';
import { errnoNumber } from '../os/errno.ts';
import { createEventSet, type SetEvent, takeEvents, watch } from '../socket/event-set.ts';
import { begin } from '../socket/operation.ts';
import { collect, poll, Polling } from '../socket/poll.ts';
import { MAX_SELECTED } from '../socket/select.ts';
import { andThen } from '../wait/completion.ts';
import type { PollFunctions } from './core-function.ts';
import { storeError, storeNothing, storeNumber, storeOk } from './results.ts';
import { milliseconds } from './select-import.ts';
import type { Sockets } from './sockets.ts';

const EINVAL = errnoNumber('einval');

/** `poll` and event sets of wit/host.wit, lowered. */
export function pollImports({ context }: Host, sockets: Sockets, memory: GuestMemory): PollFunctions {
  // One list is reused from call to call. If a suspended guest is entered again meanwhile, that call gets a new one.
  let idle: Polling | undefined = new Polling();

  return {
    '[static]socket.event-set': (result) => {
      const at = memory.check(result, EVENT_SET_RESULT_SIZE, EVENT_SET_RESULT_ALIGNMENT);
      begin(context);
      const made = createEventSet(context);
      storeNumber(memory, at, typeof made === 'number' ? made : sockets.add(made));
    },
    '[method]socket.watch': (self, action, member, number, events, mode, data, result) => {
      const at = memory.check(result, WATCH_RESULT_SIZE, WATCH_RESULT_ALIGNMENT);
      begin(context);
      const set = sockets.get(self);
      const wish = { events, mode, data: BigInt.asUintN(64, data) };
      const action_ = caseAt(WATCH_ACTION_CASES, action);
      storeNothing(memory, at, watch(set, action_, sockets.get(member), number >>> 0, wish));
    },
    '[method]socket.take-events': (self, most, hasTimeout, timeout, result) => {
      const at = memory.check(result, TAKE_EVENTS_RESULT_SIZE, TAKE_EVENTS_RESULT_ALIGNMENT);
      begin(context);
      const time = hasTimeout === 0 ? Infinity : milliseconds(timeout);
      return andThen(takeEvents(sockets.get(self), most >>> 0, time), (outcome) => {
        if (typeof outcome === 'number') storeError(memory, at, outcome);
        else storeEvents(memory, storeOk(memory, at), outcome);
      });
    },
    poll: (list, count, input, hasTimeout, timeout, result) => {
      begin(context);
      const at = memory.check(result, POLL_RESULT_SIZE, POLL_RESULT_ALIGNMENT);
      const from = memory.checkList(list, count, POLLED_SIZE, POLLED_ALIGNMENT);
      if (count >>> 0 > MAX_SELECTED) return storeError(memory, at, -EINVAL);
      const view = memory.view();
      const polling = idle ?? new Polling();
      idle = undefined;
      const polledAt = (index: number) => {
        const place = from + index * POLLED_SIZE;
        const socket = sockets.get(view.getInt32(place + POLLED_SOCKET, true));
        return [socket, view.getUint16(place + POLLED_EVENTS, true)] as const;
      };
      const outcome = collect(context, polling, count >>> 0, polledAt, input !== 0);
      const waited =
        outcome < 0 ? outcome : poll(context, polling, hasTimeout === 0 ? Infinity : milliseconds(timeout));
      return andThen(waited, (code) => {
        idle = polling;
        if (code < 0) storeError(memory, at, code);
        else storeFound(memory, storeOk(memory, at), polling);
      });
    },
  };
}

function storeEvents(memory: GuestMemory, at: number, events: readonly SetEvent[]): void {
  const start = memory.allocateList(events.length, EVENT_SIZE, EVENT_ALIGNMENT);
  const view = memory.view();
  for (const [index, { events: found, data }] of events.entries()) {
    view.setUint16(start + index * EVENT_SIZE, found, true);
    view.setBigUint64(start + index * EVENT_SIZE + EVENT_DATA, data, true);
  }
  view.setUint32(at, start, true);
  view.setUint32(at + 4, events.length, true);
}

function storeFound(memory: GuestMemory, at: number, polling: Polling): void {
  const count = polling.sockets;
  const start = memory.allocateList(count, POLL_EVENTS_SIZE, POLL_EVENTS_SIZE);
  const view = memory.view();
  for (let index = 0; index < count; index++) {
    view.setUint16(start + index * POLL_EVENTS_SIZE, polling.found(index), true);
  }
  view.setUint32(at + POLL_OUTCOME_SOCKETS, start, true);
  view.setUint32(at + POLL_OUTCOME_SOCKETS + 4, count, true);
  view.setUint16(at + POLL_OUTCOME_INPUT, polling.foundInput, true);
}
