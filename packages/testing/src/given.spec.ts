import { given } from './given.ts';

type Lamp = { readonly status: 'off' | 'on' | 'broken' };
type LampEvent = { readonly type: 'TurnedOn' | 'Broke' };
type Refusal = { readonly code: 'LAMP_BROKEN'; readonly hint: string };

const lamp = given({
  initial: { status: 'off' } as Lamp,
  decide: (_command: 'turn on', { status }: Lamp) => {
    if (status === 'broken') return { rejection: { code: 'LAMP_BROKEN', hint: 'buy one' } as Refusal };
    return { events: status === 'on' ? [] : [{ type: 'TurnedOn' } as LampEvent] };
  },
  evolve: (_state: Lamp, event: LampEvent): Lamp => ({ status: event.type === 'Broke' ? 'broken' : 'on' }),
});

describe('given', () => {
  it('passes if the decider does what is specified', () => {
    lamp()
      .when('turn on')
      .then([{ type: 'TurnedOn' }]);
    lamp({ type: 'TurnedOn' }).when('turn on').then([]);
    lamp({ type: 'Broke' }).when('turn on').thenRejected({ code: 'LAMP_BROKEN', hint: 'buy one' });
  });
});

describe('given for a decider that differs', () => {
  it.each([
    ['events for no events', () => lamp().when('turn on').then([])],
    [
      'no events for events',
      () =>
        lamp({ type: 'TurnedOn' })
          .when('turn on')
          .then([{ type: 'TurnedOn' }]),
    ],
    ['a rejection for events', () => lamp({ type: 'Broke' }).when('turn on').then([])],
    [
      'events for a rejection',
      () => lamp().when('turn on').thenRejected({ code: 'LAMP_BROKEN', hint: 'buy one' }),
    ],
    [
      'another fact',
      () => lamp({ type: 'Broke' }).when('turn on').thenRejected({ code: 'LAMP_BROKEN', hint: 'mend it' }),
    ],
  ])('fails for %s', (_what, specification) => {
    expect(specification).toThrow();
  });
});
