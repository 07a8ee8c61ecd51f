import { EVENT_ARCHIVE } from '../world/forged-events.ts';
import { checkChange } from './check-change.ts';
import { createReport } from './violation.ts';

const item = (event: string) => ({ pk: { S: 'subject#a' }, event: { S: event } });
const brokenBy = (before: string | undefined, after: string) => {
  const { violations, report } = createReport();
  const change = { keys: {}, before: before === undefined ? undefined : item(before), after: item(after) };
  checkChange({ table: EVENT_ARCHIVE, ...change }, report);
  return violations;
};

describe('checkChange of the event archive', () => {
  it('accepts a new event and an unchanged one', () => {
    expect(brokenBy(undefined, '{"id":"1"}')).toEqual([]);
    expect(brokenBy('{"id":"1"}', '{"id":"1"}')).toEqual([]);
  });

  it('reports an archived event that changes', () => {
    expect(brokenBy('{"id":"1"}', '{"id":"1","forged":true}')).toMatchObject([
      { invariant: 'an archived event never changes' },
    ]);
  });
});
