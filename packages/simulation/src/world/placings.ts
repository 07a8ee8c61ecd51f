import type { Input } from '../dynamodb/plain.ts';
import type { Call } from './call.ts';

const TABLE = 'tradepost-dev-orders-events';

/** Records when each order was written for the first time: prices are read within the invocation before that. */
export function createPlacings() {
  /** The times at which the first commit of each order was sent, also of attempts without an effect, in virtual ms. */
  const sentMs = new Map<string, number[]>();
  return {
    sentMs: sentMs as ReadonlyMap<string, readonly number[]>,
    /** Records a call when it is sent. */
    note: ({ operation, input }: Call, nowMs: number): void => {
      if (operation !== 'PutItem' || input['TableName'] !== TABLE) return;
      const { id, version } = (input['Item'] ?? {}) as Input;
      if (version?.N !== '0') return;
      const times = sentMs.get(id.S);
      if (times === undefined) sentMs.set(id.S, [nowMs]);
      else times.push(nowMs);
    },
  };
}
