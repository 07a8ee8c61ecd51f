import { EVENT_ARCHIVE } from '../world/forged-events.ts';
import { checkChange } from './check-change.ts';

const item = (event: string) => ({ pk: { S: 'subject#a' }, event: { S: event } });
const changed = (before: string | undefined, after: string) => ({
  table: EVENT_ARCHIVE,
  keys: {},
  before: before === undefined ? undefined : item(before),
  after: item(after),
});

describe('checkChange of the event archive', () => {
  it('accepts a new event and an unchanged one', () => {
    expect(checkChange(changed(undefined, '{"id":"1"}'))).toEqual([]);
    expect(checkChange(changed('{"id":"1"}', '{"id":"1"}'))).toEqual([]);
  });

  it('reports an archived event that changes', () => {
    expect(checkChange(changed('{"id":"1"}', '{"id":"1","forged":true}'))).toMatchObject([
      { invariant: 'an archived event never changes' },
    ]);
  });
});
