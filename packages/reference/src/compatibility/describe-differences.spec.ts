import { describeDifferences } from './describe-differences.ts';
import type { Difference } from './difference.ts';

const difference = (changed: Partial<Difference>): Difference => ({
  kind: 'events',
  contract: 'OrderPlaced',
  pointer: '/data/total',
  change: 'narrowed',
  direction: 'message',
  severity: 'breaking',
  was: 'maximum 9',
  is: 'maximum 8',
  ...changed,
});
const parties = () => ['orders, by its rule FulfilOrder'];

describe('When differences are told', () => {
  it('names whom a contract breaks, once, and how to mend each break', () => {
    const text = describeDifferences(
      [difference({}), difference({ pointer: '/data/note', change: 'changed' })],
      parties,
    );
    expect(text.split('\n').filter((line) => line.includes('for orders'))).toHaveLength(1);
    expect(text).toContain(
      'breaking: /data/total allows less\n    was: maximum 9\n    is:  maximum 8\n    How to mend it: ',
    );
    expect(text).toContain('Leave note as it was, and add a new field beside it. Or publish OrderPlacedV2');
  });

  it('names nobody where nothing breaks', () => {
    const addition = difference({ change: 'field-added', severity: 'addition' });
    expect(describeDifferences([addition], parties)).not.toMatch(/BREAKS|for orders|How to mend/);
  });

  it('tells of one change in many places once', () => {
    const places = ['/data/a/total', '/data/b/total', '/data/c/total', '/data/d/total', '/data/e/total'];
    const text = describeDifferences(
      places.map((pointer) => difference({ pointer })),
      parties,
    );
    expect(text.match(/breaking: /g)).toHaveLength(1);
    expect(text).toContain('/data/d/total allows less (and 1 more places)');
  });

  it.each([
    ['OrderPlaced', 'OrderPlacedV2'],
    ['OrderPlacedV2', 'OrderPlacedV3'],
    ['OrderPlacedV10', 'OrderPlacedV11'],
  ])('has %s followed by %s', (contract, next) => {
    expect(describeDifferences([difference({ contract })], parties)).toContain(
      `publish ${next} beside ${contract}`,
    );
  });
});
