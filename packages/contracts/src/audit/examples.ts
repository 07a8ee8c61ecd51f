import { CONFIRMED_AT, CORRELATION_ID, PLACED_AT } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const chain = 'prod/2026-03-01/3';

export const listAuditEntries = exampleFor(routes.listAuditEntries, {
  query: { limit: '20', target: 'grants/group/support', from: PLACED_AT },
  answer: {
    items: [
      {
        ...{ id: `${chain}/000000000012`, at: CONFIRMED_AT, actor: '6f1c2a52-3c1b-4f0e-9a1d-0c0a5b1f7d10' },
        ...{
          act: 'GrantChanged' as const,
          target: 'grants/group/support',
          reason: 'Support may cancel orders.',
        },
        ...{ before: {}, after: { scopes: ['orders:read', 'orders:cancel'], version: 1 } },
        ...{ correlationId: CORRELATION_ID, chain, seq: 12 },
        prev: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        hash: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      },
    ],
  },
});
