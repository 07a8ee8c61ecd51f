import { traceEvent } from '@tradepost/local/templates/trace-event';
import { type WiringSources, wiringOf } from '../asyncapi/wiring.ts';
import type { Difference } from './difference.ts';
import type { ContractEntry } from './snapshot.ts';

/** Names those who are bound by a contract, and break where it does: one line each. */
export type FindParties = (
  contract: Pick<Difference, 'kind' | 'contract'>,
  entry: ContractEntry,
) => readonly string[];

/**
 * Finds who reads an event, sends a command or calls a route: in the compiled templates those of ours, and by kind
 * those outside, whom no template knows.
 *
 * @param sources the compiled templates and the contracts
 */
export function createFindParties(sources: WiringSources): FindParties {
  const { rules, sends } = wiringOf(sources);
  return ({ kind, contract }, entry) => {
    switch (kind) {
      case 'events': {
        const event = { source: String(entry['source']), detailType: contract, detail: {} };
        // A rule may look into the data, which samples have; an event that is gone has none.
        const matching = new Set([
          ...rules.filter(({ takes }) => takes.includes(contract)).map(({ rule }) => rule),
          ...traceEvent(sources.description, event).map(({ rule }) => rule),
        ]);
        return [
          ...[...matching].map(({ service, logicalId }) => `${service}, by its rule ${logicalId}`),
          'whoever else takes it from the bus: webhook and SNS subscribers',
        ];
      }
      case 'commands':
        return [
          ...sends
            .filter(({ type }) => type === contract)
            .map(({ service, by }) => `${service}, by its ${by}`),
          `whoever else puts it into the inbox of ${String(entry['service'])}`,
        ];
      case 'routes':
        return ['whoever calls the API: packages/client, storefronts, back offices'];
      case 'envelopes':
        return contract === 'Problem'
          ? ['whoever calls the API: packages/client, storefronts, back offices']
          : ['every service', 'whoever sends us messages, and whoever takes ours'];
      default:
        return kind satisfies never;
    }
  };
}
