import { inSource } from './mutant.ts';

const LIMITED = 'orders hold and use no more of a promotion than its budget';
const COUNTED = 'what is used of a budget is the discounts of confirmed orders';

/** Bugs of the budgets of promotions. */
export const budgetsMutants = [
  inSource('a part of a budget is taken without a condition', LIMITED, {
    in: 'services/pricing takeOfBudget',
    find: "'limitMinor = :limit AND (attribute_not_exists(takenMinor) OR takenMinor <= :most)'",
    replace:
      "'limitMinor = :limit AND (attribute_not_exists(takenMinor) OR takenMinor <= :most OR attribute_exists(takenMinor))'",
  }),
  inSource(
    'a budget is lowered whatever orders take of it',
    LIMITED,
    {
      in: 'services/pricing findBelowUses',
      find: '$limitMinor !== undefined && $limitMinor < $takenMinor',
      replace: 'false',
    },
    {
      in: 'services/pricing setBudget',
      find: "'attribute_not_exists(takenMinor) OR takenMinor <= :limit'",
      replace: "'attribute_not_exists(takenMinor) OR takenMinor <= :limit OR attribute_exists(takenMinor)'",
    },
  ),
  inSource('released parts of budgets stay counted', COUNTED, {
    in: 'services/pricing releaseOfBudget',
    find: 'takenMinor: -$minor',
    replace: 'takenMinor: 0',
  }),
  inSource('the codes and parts of an order are released twice', COUNTED, {
    in: 'services/pricing release',
    given: ['usesOf($state)'],
    find: "case 'released': case 'barred': return { events: [] };",
    replace: `case 'released': return { events: [{ type: 'CodesReleased', ...usesOf($state), wereUsed: false }] };
      case 'barred': return { events: [] };`,
  }),
  inSource('parts of budgets are used in pounds, whatever their currency', COUNTED, {
    in: 'services/pricing useOfBudget',
    find: 'budgetKey($promotionId, $currency)',
    replace: "budgetKey($promotionId, $currency === '' ? $currency : 'GBP')",
  }),
  inSource('an order without codes holds no parts of budgets', COUNTED, {
    in: 'services/orders toContractEvent',
    given: ['budgetsOf($facts)'],
    find: '$budgets.length === 0 ? {} : { budgets: $budgets }',
    replace: '$budgets.length === 0 || $facts.codes === undefined ? {} : { budgets: $budgets }',
  }),
  inSource(
    'a part is counted twice when it is compared with its budget',
    'a budget with enough left is not refused',
    {
      in: 'services/pricing findExhausted',
      find: '$minor > $limitMinor - $takenMinor',
      replace: '$minor + $minor > $limitMinor - $takenMinor',
    },
  ),
];
