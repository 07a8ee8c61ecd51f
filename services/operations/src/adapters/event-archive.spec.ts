import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { createEventArchive } from './event-archive.ts';

const event = (id: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00Z',
  correlationid: 'correlation-1',
  data: {},
});

describe('list by correlation id', () => {
  const keyOf = (id: string) => ({
    pk: 'subject#ord_1',
    sk: `2026-01-01T12:00:00.000Z#tradepost.orders#${id}`,
  });
  /** An index with these entries, of which only some still have their item. */
  const tableIndexing = (entries: readonly string[], existing: readonly string[]) => {
    const send = async ({ constructor: { name } }: { constructor: { name: string } }) =>
      name === 'QueryCommand'
        ? { Items: entries.map((id) => ({ ...keyOf(id), correlation: 'correlation-1' })) }
        : {
            Responses: {
              // BatchGetItem returns items in any order.
              archive: existing
                .toReversed()
                .map((id) => ({ ...keyOf(id), event: JSON.stringify(event(id)) })),
            },
          };
    return createEventArchive({ send } as unknown as DynamoDBDocumentClient, 'archive');
  };
  const idsOf = ({ items }: { readonly items: readonly CloudEvent[] }) => items.map(({ id }) => id);
  const query = { of: { correlationId: 'correlation-1' }, limit: 2 };

  it('returns the items in the order of the index', async () => {
    const page = await tableIndexing(['a', 'b'], ['a', 'b']).list(query);
    expect([idsOf(page), page.next]).toEqual([['a', 'b'], undefined]);
  });

  it('leaves out an item that was deleted in between, and continues after its sort key', async () => {
    const page = await tableIndexing(['a', 'b', 'c'], ['a']).list(query);
    expect([idsOf(page), page.next]).toEqual([['a'], keyOf('b').sk]);
  });
});
