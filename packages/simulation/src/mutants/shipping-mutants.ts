import { inSource } from './mutant.ts';

const OFFERED = 'the offered shipping methods are the newest ones that are stored';
const READ = 'an answer is a state that there was';
const LISTED = 'a list misses no item that matched throughout';
const REPEATED = 'a repeated key gets the same answer';

/** Bugs of shipping methods: which are offered, and who changes them. */
export const shippingMutants = [
  inSource('a shipping method is offered in any zone', READ, {
    in: 'services/shipping offerMethods',
    find: 'deliversTo($zones, $destination)',
    replace: 'true',
  }),
  inSource('postal prefixes of zones are ignored', READ, {
    in: 'services/shipping deliversTo',
    find: 'plain($code).startsWith(plain($prefix))',
    replace: 'true',
  }),
  inSource('a paused shipping method is in the index of the active ones', LISTED, {
    in: 'services/shipping toIndexes',
    find: '{ status: $method.status, statusSort: $sort }',
    replace: "{ status: 'active', statusSort: $sort }",
  }),
  inSource('shipping methods are offered in the order of their ids', OFFERED, {
    in: 'services/shipping offerMethods',
    find: '$a.displayOrder - $b.displayOrder || $_',
    replace: '$a.id < $b.id ? -1 : 1',
  }),
  inSource('a shipping method is replaced although its version is another', READ, {
    in: 'services/shipping replaceShippingMethod',
    find: 'ifVersion($_, $command)',
    replace: '$command',
  }),
  inSource('a repeated creation of a shipping method gets its present state', REPEATED, {
    in: 'services/shipping createShippingMethod',
    find: "$repeated && $state.status !== 'none' ? $_ : $state",
    replace: '$state',
  }),
];
