import { faultKinds } from '../faults/fault-kinds.ts';
import { createHotStockWatch } from './hot-sku-checks.ts';
import { describeRush } from './hot-sku-figures.ts';
import { playRush, type Rush } from './hot-sku-workload.ts';
import type { Scenario, Situation } from './scenario.ts';

/** Share of the orders with a second SKU: their reservations are transactions. */
const MANY_LINES_SHARE = 0.1;
/** 2,000 orders a minute. */
const ORDERS_PER_SECOND = 2_000 / 60;
const BURST_PER_SECOND = 100;

/**
 * A rush on one SKU: 2,000 orders a minute, or in half of the seeds a burst of 100 a second. Half of the seeds have no
 * faults except conflicts of transactions; in the others functions crash and calls are lost, too.
 */
export const hotSku: Scenario = {
  name: 'hot-sku',
  description: '2,000 orders a minute on one SKU',
  draw: (draw) => {
    const perSecond = draw.chance('is a burst', 0.5) ? BURST_PER_SECOND : ORDERS_PER_SECOND;
    const orders = draw.pick('orders', SIZES);
    // Most seeds have enough units for all orders; some sell out.
    const units = draw.chance('sells out', 0.3) ? draw.int('units', 1, 2 * orders) : 4 * orders;
    const manyLinesShare = draw.chance('all with two lines', 0.15) ? 1 : MANY_LINES_SHARE;
    return rushOf({ orders, perSecond, units, manyLinesShare }, draw.chance('is calm', 0.5));
  },
  describe: describeRush,
};

/** Most rushes are short, so that many can be run; some are long enough for conflicts to accumulate. */
const SIZES = [...Array.from({ length: 17 }, () => 6), 20, 20, 40, 40, 120];

/**
 * Returns the situation of one rush.
 *
 * @param isCalm no faults except DynamoDB's own rejections: then no order may be rejected unless its stock is short
 */
function rushOf(rush: Rush, isCalm: boolean): Situation {
  const watch = createHotStockWatch({ isCalm, hasTransactionsOnly: rush.manyLinesShare === 1 });
  return {
    kinds: isCalm ? [] : ROUGH_KINDS,
    workload: (config) => playRush(config, rush),
    onChange: watch.onChange,
    onOutcome: watch.onOutcome,
    check: watch.check,
    figures: watch.figures,
  };
}

/** Faults that interrupt a command between two of its steps, or repeat it. */
const ROUGH_KINDS = faultKinds.filter((kind) =>
  [
    'lostRequest',
    'lostAnswer',
    'strayRequest',
    'slowCall',
    'crashBeforeCall',
    'crashAfterCall',
    'recycledInstance',
    'lostSaga',
    'doubleSaga',
    'duplicateMessage',
  ].includes(kind),
);
