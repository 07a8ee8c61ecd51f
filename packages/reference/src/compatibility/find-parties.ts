import { traceEvent } from '@tradepost/compiled-service/templates/trace-event';
import { type WiringSources, wiringOf } from '../asyncapi/wiring.ts';
import type { Difference } from './difference.ts';
import type { ContractEntry } from './snapshot.ts';

/** Returns the parties that depend on a contract, one line each. */
export type FindParties = (
  contract: Pick<Difference, 'kind' | 'contract'>,
  entry: ContractEntry,
) => readonly string[];

/**
 * Finds the readers of an event, the senders of a command and the callers of a route. Our own come from the compiled
 * templates; external ones are named by kind only.
 *
 * @param sources the compiled templates and the contracts
 */
export function createFindParties(sources: WiringSources): FindParties {
  const { rules, sends } = wiringOf(sources);
  return ({ kind, contract }, entry) => {
    switch (kind) {
      case 'events': {
        const event = { source: String(entry['source']), detailType: contract, detail: {} };
        // A rule may match on the data, which samples have. A removed event has no samples, so it is traced by source and type.
        const matching = new Set([
          ...rules.filter(({ takes }) => takes.includes(contract)).map(({ rule }) => rule),
          ...traceEvent(sources.description, event).map(({ rule }) => rule),
        ]);
        return [
          ...[...matching].map(({ service, logicalId }) => `${service}, by its rule ${logicalId}`),
          'external consumers of the bus: webhook and SNS subscribers',
        ];
      }
      case 'commands':
        return [
          ...sends
            .filter(({ type }) => type === contract)
            .map(({ service, by }) => `${service}, by its ${by}`),
          `other senders to the inbox of ${String(entry['service'])}`,
        ];
      case 'routes':
        return ['callers of the API: packages/client, storefronts, back offices'];
      case 'envelopes':
        return contract === 'Problem'
          ? ['callers of the API: packages/client, storefronts, back offices']
          : ['every service', 'external senders and consumers of messages'];
      default:
        return kind satisfies never;
    }
  };
}
