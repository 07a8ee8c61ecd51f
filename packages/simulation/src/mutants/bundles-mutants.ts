import { inSource } from './mutant.ts';

const RESERVED = 'what is reserved for an order is exactly its lines, with bundles expanded';
const AVAILABLE = 'a SKU is shown as available only if it has free units';
const EXPAND = 'packages/quote expandLines';

/** Bugs of bundles: in the catalogue, and in what orders reserve. */
export const bundlesMutants = [
  inSource('an order reserves bundles, not their components', 'nothing is rejected without a reason', {
    in: 'services/orders reservationLinesOf',
    find: 'if (!hasBundles($lines)) return {};',
    replace: 'return {};',
  }),
  inSource('the units of a component in a bundle do not count', RESERVED, {
    in: EXPAND,
    find: '$quantity * $component.quantity',
    replace: '$quantity',
  }),
  inSource('the components of several lines are not merged', RESERVED, {
    in: EXPAND,
    find: '($units.get($component.sku) ?? 0) + $quantity * $component.quantity',
    replace: '$quantity * $component.quantity',
  }),
  inSource('a bundle may contain a bundle', 'no bundle contains a bundle', {
    in: 'services/catalog checkComponents',
    find: "isBundle($found.variant) ? 'COMPONENT_IS_BUNDLE' : undefined",
    replace: 'undefined',
  }),
  inSource('a variant may become a bundle', 'a variant is a bundle, or not, from its creation on', {
    in: 'services/catalog checkKinds',
    find: 'isBundle($one) !== isBundle($other)',
    replace: 'false',
  }),
  inSource('a bundle is sold without a component that is archived', 'an answer is a state that there was', {
    in: 'services/catalog unavailableComponents',
    find: '$found === undefined || isWithdrawn($found)',
    replace: '$found === undefined',
  }),
  inSource('a bundle is available if one of its components is', AVAILABLE, {
    in: 'packages/quote bundlesIn',
    find: 'Math.min($$$all)',
    replace: 'Math.max($$$all)',
  }),
];
