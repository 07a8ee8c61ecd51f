import fc from 'fast-check';
import { bundlesIn, type ExpandableLine, expandLines, hasBundles } from './expand-lines.ts';
import { MAX_COMPONENT_QUANTITY, MAX_COMPONENTS, MAX_LINES, MAX_UNITS } from './limits.ts';
import { PARAMETERS, RUNS, SPEC_TIMEOUT_MS } from './runs.spec-kit.ts';

const GIFT_SET = [
  { sku: 'MUG', quantity: 2 },
  { sku: 'TEA', quantity: 1 },
];

describe('expandLines', () => {
  it('merges the components of a bundle with a line of the same SKU', () => {
    expect(
      expandLines([
        { sku: 'GIFT-SET', quantity: 2, components: GIFT_SET },
        { sku: 'MUG', quantity: 1 },
      ]),
    ).toEqual({
      lines: [
        { sku: 'MUG', quantity: 5 },
        { sku: 'TEA', quantity: 2 },
      ],
    });
  });

  it('merges two bundles with a common component, and two lines of one bundle', () => {
    expect(
      expandLines([
        { sku: 'GIFT-SET', quantity: 1, components: GIFT_SET },
        { sku: 'DUO', quantity: 3, components: [{ sku: 'TEA', quantity: 2 }] },
        { sku: 'GIFT-SET', quantity: 1, components: GIFT_SET },
      ]),
    ).toEqual({
      lines: [
        { sku: 'MUG', quantity: 4 },
        { sku: 'TEA', quantity: 8 },
      ],
    });
  });

  it('does not expand a component that has the SKU of a bundle', () => {
    expect(
      expandLines([
        { sku: 'OUTER', quantity: 1, components: [{ sku: 'GIFT-SET', quantity: 3 }] },
        { sku: 'GIFT-SET', quantity: 1, components: GIFT_SET },
      ]),
    ).toEqual({
      lines: [
        { sku: 'GIFT-SET', quantity: 3 },
        { sku: 'MUG', quantity: 2 },
        { sku: 'TEA', quantity: 1 },
      ],
    });
  });

  it('rejects more SKUs than one reservation has lines', () => {
    const bundle = (first: number, count: number): ExpandableLine => ({
      sku: `BUNDLE-${first}`,
      quantity: 1,
      components: Array.from({ length: count }, (_none, place) => ({ sku: `${first + place}`, quantity: 1 })),
    });
    const full = Array.from({ length: MAX_LINES / MAX_COMPONENTS }, (_none, place) =>
      bundle(place * MAX_COMPONENTS, MAX_COMPONENTS),
    );
    expect(expandLines(full)).toHaveProperty('lines.length', MAX_LINES);
    expect(expandLines([...full, { sku: 'ONE-MORE', quantity: 1 }])).toEqual({
      rejection: { code: 'TOO_MANY_SKUS', maxSkus: MAX_LINES },
    });
  });

  it('rejects more units of a SKU than one line of a reservation has', () => {
    const crate = { sku: 'CRATE', components: [{ sku: 'TEA', quantity: MAX_COMPONENT_QUANTITY }] };
    expect(expandLines([{ ...crate, quantity: 1_000 }])).toEqual({
      lines: [{ sku: 'TEA', quantity: MAX_UNITS }],
    });
    expect(
      expandLines([
        { ...crate, quantity: 1_000 },
        { sku: 'TEA', quantity: 1 },
      ]),
    ).toEqual({
      rejection: { code: 'TOO_MANY_UNITS', sku: 'TEA', maxUnits: MAX_UNITS },
    });
  });

  it(
    `conserves the units of each SKU, and has each SKU once (${RUNS} carts)`,
    () => {
      const sku = fc.constantFrom('A', 'B', 'C', 'D');
      const components = fc.uniqueArray(
        fc.record({ sku, quantity: fc.integer({ min: 1, max: MAX_COMPONENT_QUANTITY }) }),
        { minLength: 1, maxLength: 4, selector: (each) => each.sku },
      );
      const line = fc.record(
        { sku, quantity: fc.integer({ min: 1, max: MAX_UNITS }), components },
        { requiredKeys: ['sku', 'quantity'] },
      );
      fc.assert(
        fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
          // Counted SKU by SKU, and not line by line as the function does.
          const wanted = ['A', 'B', 'C', 'D'].flatMap((each) => {
            const quantity = lines.reduce((sum, given) => {
              const perUnit =
                given.components === undefined
                  ? Number(given.sku === each)
                  : (given.components.find((component) => component.sku === each)?.quantity ?? 0);
              return sum + given.quantity * perUnit;
            }, 0);
            return quantity === 0 ? [] : [{ sku: each, quantity }];
          });
          const expanded = expandLines(lines);
          if ('rejection' in expanded) {
            expect(wanted.some(({ quantity }) => quantity > MAX_UNITS)).toBe(true);
            return;
          }
          expect(expanded.lines.toSorted((one, other) => (one.sku < other.sku ? -1 : 1))).toEqual(wanted);
          expect(wanted.every(({ quantity }) => quantity <= MAX_UNITS)).toBe(true);
        }),
        PARAMETERS,
      );
    },
    SPEC_TIMEOUT_MS,
  );
});

describe('hasBundles', () => {
  it('is true if a line has components', () => {
    expect(hasBundles([{}, { components: GIFT_SET }])).toBe(true);
    expect(hasBundles([{}, { components: undefined }])).toBe(false);
  });
});

describe('bundlesIn', () => {
  it.each([
    [{ MUG: 7, TEA: 9 }, 3],
    [{ MUG: 7, TEA: 2 }, 2],
    [{ MUG: 1, TEA: 9 }, 0],
    [{ TEA: 9 }, 0],
    [{ MUG: -4, TEA: 9 }, 0],
  ] as const)('of %j has %i', (available: Readonly<Record<string, number>>, expected) => {
    expect(bundlesIn(GIFT_SET, (sku) => available[sku] ?? 0)).toBe(expected);
  });
});
