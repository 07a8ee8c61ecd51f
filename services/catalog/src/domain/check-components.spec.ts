import { checkComponents, checkKinds, type KnownSkus, unavailableComponents } from './check-components.ts';
import { tea } from './product.spec-kit.ts';
import type { ProductFacts, Variant } from './product.ts';

const variant = (sku: string, components?: readonly string[]): Variant => ({
  ...{ sku, options: {}, prices: { GBP: 100 } },
  ...(components === undefined ? {} : { components: components.map((each) => ({ sku: each, quantity: 2 })) }),
});
const OTHER: ProductFacts = { ...tea, id: 'prd_other' };
const known: KnownSkus = new Map([
  ['MUG', { product: OTHER, variant: variant('MUG') }],
  ['DRAFT', { product: { ...OTHER, status: 'draft' }, variant: variant('DRAFT') }],
  ['OLD', { product: OTHER, variant: { ...variant('OLD'), status: 'archived' } }],
  ['OLDER', { product: { ...OTHER, status: 'archived' }, variant: variant('OLDER') }],
  ['SET', { product: OTHER, variant: variant('SET', ['MUG']) }],
  ['OWN', { product: tea, variant: variant('OWN') }],
]);
const check = (given: readonly Variant[], former: readonly Variant[] = []) =>
  checkComponents(tea.id, given, { former, known });

describe('checkComponents', () => {
  it.each([
    ['NONE', 'COMPONENT_NOT_FOUND'],
    ['OLD', 'COMPONENT_ARCHIVED'],
    ['OLDER', 'COMPONENT_ARCHIVED'],
    ['SET', 'COMPONENT_IS_BUNDLE'],
    ['BOX', 'COMPONENT_IS_BUNDLE'],
    ['OWN', 'COMPONENT_NOT_FOUND'],
  ])('rejects a bundle BOX with %s: %s', (component, code) => {
    expect(check([variant('BOX', ['MUG', component])])).toEqual({ code, sku: 'BOX', component });
  });

  it('accepts components of any product that is not archived, and those that are created with the bundle', () => {
    expect(check([variant('BOX', ['MUG', 'DRAFT', 'LID']), variant('LID')])).toBeUndefined();
  });

  it('rejects a bundle in a bundle that is created with it', () => {
    expect(check([variant('BOX', ['LID']), variant('LID', ['MUG'])])).toEqual({
      ...{ code: 'COMPONENT_IS_BUNDLE', sku: 'BOX', component: 'LID' },
    });
  });

  it('accepts another variant of the product, unless the change removes it', () => {
    const given = [variant('BOX', ['OWN'])];
    expect(check(given, [variant('OWN')])).toMatchObject({ code: 'COMPONENT_NOT_FOUND' });
    expect(
      checkComponents(tea.id, given, { former: [variant('OWN')], known, isWhole: false }),
    ).toBeUndefined();
  });

  it('does not check components again that stay the same', () => {
    const box = variant('BOX', ['OLD']);
    expect(check([{ ...box, prices: { GBP: 90 } }], [box])).toBeUndefined();
    expect(check([variant('BOX', ['OLD', 'MUG'])], [box])).toMatchObject({ code: 'COMPONENT_ARCHIVED' });
  });
});

describe('checkKinds', () => {
  it('rejects a variant that becomes a bundle, and a bundle that becomes another variant', () => {
    const fixed = { code: 'VARIANT_KIND_FIXED', sku: 'BOX' };
    expect(checkKinds([variant('BOX')], [variant('BOX', ['MUG'])])).toEqual(fixed);
    expect(checkKinds([variant('BOX', ['MUG'])], [variant('BOX')])).toEqual(fixed);
    expect(checkKinds([variant('BOX', ['MUG'])], [variant('BOX', ['DRAFT'])])).toBeUndefined();
  });
});

describe('unavailableComponents', () => {
  it('are those that are archived or removed', () => {
    expect(unavailableComponents(variant('BOX', ['MUG', 'OLD', 'OLDER', 'NONE', 'DRAFT']), known)).toEqual([
      ...['OLD', 'OLDER', 'NONE'],
    ]);
  });
});
