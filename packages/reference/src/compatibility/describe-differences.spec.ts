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

describe('describeDifferences', () => {
  it('lists the affected parties once, and the fix of each breaking difference', () => {
    const text = describeDifferences(
      [difference({}), difference({ pointer: '/data/note', change: 'changed' })],
      parties,
    );
    expect(text.split('\n').filter((line) => line.includes('for orders'))).toHaveLength(1);
    expect(text).toContain(
      'breaking: /data/total allows less\n    was: maximum 9\n    is:  maximum 8\n    How to fix it: ',
    );
    expect(text).toContain('Keep note as it was, and add a new field. Or publish OrderPlacedV2');
  });

  it('lists no parties without a breaking difference', () => {
    const addition = difference({ change: 'field-added', severity: 'addition' });
    expect(describeDifferences([addition], parties)).not.toMatch(/BREAKS|for orders|How to fix/);
  });

  it('lists equal changes at several places once', () => {
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
  ])('suggests for %s the new version %s', (contract, next) => {
    expect(describeDifferences([difference({ contract })], parties)).toContain(
      `publish ${next} alongside ${contract}`,
    );
  });
});
