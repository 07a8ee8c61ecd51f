import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { World } from '../world/world.ts';
import type { Journal } from './journal.ts';
import type { Report } from './violation.ts';

const ALERT = /\/Stock(?:Low|Depleted)$/;

/**
 * An alert about stock is published when a change of its available units crosses the threshold, and never otherwise. (That
 * none is missing is a promise of all events.)
 */
export function checkAlerts({ bus }: Pick<World, 'bus'>, journal: Journal, report: Report): void {
  const alerts = bus.published.filter(({ id }) => ALERT.test(id));
  if (alerts.length === 0) return;
  const expected = new Set(
    [...journal.of('inventory-stock').values()].flatMap((states) =>
      states.flatMap(({ item }, index) => alertsOf(states[index - 1]?.item, item)),
    ),
  );
  for (const { id } of alerts)
    if (!expected.has(id))
      report('an alert is published when stock crosses its threshold, and only then', id);
}

/** The ids of the alerts that follow from a change of a stock item; none for another item of its table. */
function alertsOf(before: UncheckedJson | undefined, after: UncheckedJson | undefined): readonly string[] {
  if (before?.available === undefined || after?.available === undefined) return [];
  const prefix = `${after.sku}@${after.location}/${after.version}`;
  const hasBecome = (isReached: (item: UncheckedJson) => boolean) => isReached(after) && !isReached(before);
  return [
    ...(hasBecome(({ available, lowStockThreshold }) => available <= lowStockThreshold)
      ? [`${prefix}/StockLow`]
      : []),
    ...(hasBecome(({ available }) => available <= 0) ? [`${prefix}/StockDepleted`] : []),
  ];
}
