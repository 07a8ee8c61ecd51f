import { dispatchDigest } from './dispatch-digest.ts';

const unit = { sku: 'MUG', location: 'main', quantity: 1 };

describe('dispatchDigest', () => {
  it('does not depend on the order and the parts of units, but on everything else', () => {
    const other = { ...unit, sku: 'JAR' };
    const digest = dispatchDigest([unit, other, unit]);
    expect(dispatchDigest([other, { ...unit, quantity: 2 }])).toBe(digest);
    const differing = [
      [unit, other],
      [unit, other, { ...unit, location: 'north-1' }],
      [unit, unit, { ...other, sku: 'MUG"' }],
    ];
    for (const units of differing) expect(dispatchDigest(units)).not.toBe(digest);
  });
});
