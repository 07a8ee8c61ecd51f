import type { Recorded } from '@tradepost/contracts/audit/acts';
import { defineRoute } from '@tradepost/contracts/define-route';
import * as z from 'zod/mini';
import { http } from './http/http.ts';

const route = {
  service: 'jars',
  method: 'POST',
  path: '/v1/jars',
  summary: 'Fill a jar.',
  access: { kind: 'staff', scope: 'orders:read', machines: false, stepUp: { maxAgeSeconds: 300 } },
  success: { status: 200, body: z.object({ coins: z.int() }) },
  problems: ['STOCK_NOT_FOUND'],
} as const;
const fillJar = defineRoute({ ...route, records: ['StockAdjusted', 'StockCounted'] });
const body = { coins: 3 };
const proofOf = <Name extends 'StockAdjusted' | 'GrantChanged'>(_name: Name) => ({}) as Recorded<Name>;

/** The compiler checks the lines below: `@ts-expect-error` fails on a line that compiles. */
describe('a handler of a route whose acts are recorded', () => {
  it('compiles with a proof of one of its acts, a reason why there was none, or a rejection', () => {
    const handlers = [
      http(fillJar, async () => ({ body, recorded: proofOf('StockAdjusted') })),
      http(fillJar, async () => ({ body, recorded: { notAnAct: 'a dry run' } })),
      http(fillJar, async () => ({ rejection: { code: 'STOCK_NOT_FOUND' } })),
      http(defineRoute(route), async () => ({ body })),
    ];
    expect(handlers).toHaveLength(4);
  });

  it('does not compile without a proof, or with that of another act', () => {
    const handlers = [
      // @ts-expect-error nothing is recorded
      http(fillJar, async () => ({ body })),
      // @ts-expect-error another act is recorded
      http(fillJar, async () => ({ body, recorded: proofOf('GrantChanged') })),
      // @ts-expect-error a proof comes from the audit log only
      http(fillJar, async () => ({ body, recorded: {} })),
    ];
    expect(handlers).toHaveLength(3);
  });
});
