import type { Stored, StoredEvents } from './aggregate.ts';
import { parseEvent, parseState, stampEvents, stateVersion, toStoredEvents } from './stored-shapes.ts';

const AT = '2026-01-01T12:00:00.000Z';
const COMMITTED_AT = '2026-01-01T12:30:00.000Z';

type Painted = { readonly type: 'Painted'; readonly at: string; readonly colours: readonly string[] };

/** Version 1 had one `color`, version 2 one `colour`, version 3 has several. `Tinted` is a former name of version 2. */
const events: StoredEvents<Painted> = {
  schema: {
    parse: (stored) => {
      const { type, at, colours } = stored as Painted;
      if (type !== 'Painted' || !Array.isArray(colours))
        throw new Error(`not an event: ${JSON.stringify(stored)}`);
      return { type, at, colours };
    },
  },
  upcasters: {
    Painted: [
      ({ color, ...event }: Stored) => ({ ...event, colour: color }),
      ({ colour, ...event }: Stored) => ({ ...event, colours: [colour] }),
    ],
    Tinted: [({ tint, ...event }: Stored) => ({ ...event, type: 'Painted', color: tint })],
    Circle: [(event: Stored) => ({ ...event, type: 'Circled' })],
    Circled: [(event: Stored) => ({ ...event, type: 'Circle' })],
  },
};

describe('parseEvent', () => {
  it.each([
    ['version 1', { type: 'Painted', at: AT, color: 'red' }],
    ['version 2', { schemaVersion: 2, colour: 'red', at: AT, type: 'Painted' }],
    ['version 3', { colours: ['red'], schemaVersion: 3, type: 'Painted', at: AT, unknown: 1 }],
    ['a former name', { type: 'Tinted', at: AT, tint: 'red' }],
  ])('converts an event of %s', (_what, stored) => {
    const expected: Painted = { type: 'Painted', at: AT, colours: ['red'] };
    expect(JSON.stringify(parseEvent(stored, COMMITTED_AT, events))).toBe(JSON.stringify(expected));
  });

  it('adds the time of the commit to an event that has none', () => {
    expect(parseEvent({ type: 'Painted', color: 'red' }, COMMITTED_AT, events)).toMatchObject({
      at: COMMITTED_AT,
    });
  });

  it('rejects an event of a newer version', () => {
    expect(() => parseEvent({ type: 'Painted', at: AT, schemaVersion: 4 }, AT, events)).toThrow(
      'Painted has schema version 4, and this code reads versions up to 3',
    );
  });

  it('ends if upcasters rename types in a circle', () => {
    expect(() => parseEvent({ type: 'Circle', at: AT }, AT, events)).toThrow('do not end after 100 steps');
  });
});

describe('toStoredEvents', () => {
  it('adds a schema version above 1', () => {
    const [stored] = toStoredEvents([{ type: 'Painted', at: AT, colours: [] }], events);
    expect(stored).toEqual({ type: 'Painted', at: AT, colours: [], schemaVersion: 3 });
    const created = [{ type: 'Opened' }];
    expect(toStoredEvents(created, { schema: { parse: () => ({ type: '' }) } })).toEqual(created);
  });

  it('returns what parseEvent accepts', () => {
    const stamped = stampEvents([{ type: 'Painted', colours: ['red', 'blue'] }], AT, events);
    const stored = toStoredEvents(stamped, events);
    expect(stored.map((event) => parseEvent(event, COMMITTED_AT, events))).toEqual(stamped);
  });
});

describe('stampEvents', () => {
  it('fails for an event that could not be read again', () => {
    const broken = { type: 'Painted', colours: 'red' } as unknown as Painted;
    expect(() => stampEvents([broken], AT, events)).toThrow('not an event');
  });
});

describe('parseState', () => {
  const state = {
    schema: { parse: (stored: unknown) => stored as { coins: number } },
    upcasters: [({ count }: Stored) => ({ coins: count })],
  };

  it('converts a state without a schema version from version 1', () => {
    expect(parseState({ count: 5 }, undefined, state)).toEqual({ coins: 5 });
    expect(parseState({ coins: 5 }, 2, state)).toEqual({ coins: 5 });
  });

  it('needs the attribute only above version 1', () => {
    expect(stateVersion(state)).toEqual({ stateSchemaVersion: 2 });
    expect(stateVersion({ schema: state.schema })).toEqual({});
  });
});
