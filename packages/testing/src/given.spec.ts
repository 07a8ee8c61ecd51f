import { type Command, given } from './given.ts';

type Lamp = { readonly status: 'off' | 'on' | 'broken' };
type LampEvent = { readonly type: 'TurnedOn' | 'Broke'; readonly at: string };
type Broken = { readonly code: 'LAMP_BROKEN'; readonly hint: string };

const lamp = given({
  initial: { status: 'off' } as Lamp,
  evolve: (_state: Lamp, event: LampEvent): Lamp => ({ status: event.type === 'Broke' ? 'broken' : 'on' }),
});
const turnOn =
  (): Command<Lamp, LampEvent, Broken> =>
  ({ status }) => {
    if (status === 'broken') return { rejection: { code: 'LAMP_BROKEN', hint: 'buy one' } };
    return { events: status === 'on' ? [] : [{ type: 'TurnedOn' }] };
  };

describe('given', () => {
  it('passes if the command does what is specified', () => {
    lamp()
      .when(turnOn())
      .then([{ type: 'TurnedOn' }]);
    lamp({ type: 'TurnedOn' }).when(turnOn()).then([]);
    lamp({ type: 'Broke', at: '2026-01-01T00:00:00.000Z' })
      .when(turnOn())
      .thenRejected({ code: 'LAMP_BROKEN', hint: 'buy one' });
  });

  it('passes the version and the time to the command', () => {
    const contexts: object[] = [];
    const look: Command<Lamp, LampEvent, never> = (_state, context) => {
      contexts.push(context);
      return { events: [] };
    };
    lamp().when(look).then([]);
    lamp({ type: 'TurnedOn' }, { type: 'Broke' }).when(look, '2026-02-01T00:00:00.000Z').then([]);
    expect(contexts).toEqual([
      { version: -1, at: '2026-01-01T12:00:00.000Z' },
      { version: 1, at: '2026-02-01T00:00:00.000Z' },
    ]);
  });
});

describe('given for a command that differs', () => {
  it.each([
    ['events for no events', () => lamp().when(turnOn()).then([])],
    [
      'no events for events',
      () =>
        lamp({ type: 'TurnedOn' })
          .when(turnOn())
          .then([{ type: 'TurnedOn' }]),
    ],
    ['a rejection for events', () => lamp({ type: 'Broke' }).when(turnOn()).then([])],
    [
      'events for a rejection',
      () => lamp().when(turnOn()).thenRejected({ code: 'LAMP_BROKEN', hint: 'buy one' }),
    ],
    [
      'another fact',
      () => lamp({ type: 'Broke' }).when(turnOn()).thenRejected({ code: 'LAMP_BROKEN', hint: 'mend it' }),
    ],
  ])('fails for %s', (_what, specification) => {
    expect(specification).toThrow();
  });
});
