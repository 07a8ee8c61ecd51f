import { defineCommand, reply } from '@tradepost/contracts/define-command';
import { defineRoute } from '@tradepost/contracts/define-route';
import * as z from 'zod/mini';
import { http } from './http/http.ts';
import { commandHandler } from './messages/command.ts';

const getJar = defineRoute({
  service: 'jars',
  method: 'GET',
  path: '/v1/jars/{jarId}',
  summary: 'Get a jar.',
  access: { kind: 'public' },
  params: z.strictObject({ jarId: z.string() }),
  success: { status: 200, body: z.object({ coins: z.int() }) },
  problems: ['STOCK_NOT_FOUND'],
});
const putJar = defineRoute({ ...getJar, method: 'PUT', idempotencyKey: true, ifMatch: 'required' });
const fillJar = defineCommand({
  service: 'jars',
  type: 'FillJar',
  version: 1,
  subject: 'jarId',
  summary: 'Fill a jar.',
  data: () => z.object({ jarId: z.string() }),
  reply: () => reply({ jarId: z.string() }),
  rejections: ['OUT_OF_STOCK'],
});
const emptyJar = defineCommand({
  service: 'jars',
  type: 'EmptyJar',
  version: 1,
  subject: 'jarId',
  summary: 'Empty a jar.',
  data: () => z.object({ jarId: z.string() }),
  reply: () => reply({ jarId: z.string() }),
  rejections: [],
});

function rejectedWith<const Code extends string>(code: Code) {
  return { outcome: 'rejected' as const, rejection: { code, available: 0 } };
}

/** The compiler checks the lines below: `@ts-expect-error` fails on a line that compiles. */
describe('a handler of a route', () => {
  it('compiles with a problem that the contract declares, and with those of its headers', () => {
    const handlers = [
      http(getJar, async () => ({ rejection: { code: 'STOCK_NOT_FOUND', sku: 'MUG-1' } })),
      http(putJar, async () => ({ rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } })),
      http(putJar, async () => ({ rejection: { code: 'PRECONDITION_FAILED' } })),
    ];
    expect(handlers).toHaveLength(3);
  });

  it('does not compile with any other problem', () => {
    const handlers = [
      // @ts-expect-error the contract does not declare ORDER_NOT_FOUND
      http(getJar, async () => ({ rejection: { code: 'ORDER_NOT_FOUND' } })),
      // @ts-expect-error the route has no Idempotency-Key
      http(getJar, async () => ({ rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } })),
      // @ts-expect-error the route has no If-Match
      http(getJar, async () => ({ rejection: { code: 'PRECONDITION_FAILED' } })),
    ];
    expect(handlers).toHaveLength(3);
  });
});

describe('a handler of a command', () => {
  it('compiles with a rejection that the contract declares', () => {
    const handler = commandHandler(fillJar, async () => rejectedWith('OUT_OF_STOCK'));
    expect(handler.contract).toBe(fillJar);
  });

  it('does not compile with any other rejection', () => {
    const handlers = [
      // @ts-expect-error the contract does not declare ORDER_CONFIRMED
      commandHandler(fillJar, async () => rejectedWith('ORDER_CONFIRMED')),
      // @ts-expect-error the contract declares no rejection
      commandHandler(emptyJar, async () => rejectedWith('OUT_OF_STOCK')),
    ];
    expect(handlers).toHaveLength(2);
  });
});

describe('a contract', () => {
  it('does not compile with a code that no service declares', () => {
    // @ts-expect-error there is no such code
    expect(defineRoute({ ...getJar, problems: ['JAR_NOT_FOUND'] }).problems).toEqual(['JAR_NOT_FOUND']);
    const { data, reply: answer } = fillJar;
    const command = { ...fillJar, subject: 'jarId' as const, data: () => data, reply: () => answer };
    // @ts-expect-error there is no such code
    expect(defineCommand({ ...command, rejections: ['JAR_FULL'] }).rejections).toEqual(['JAR_FULL']);
  });
});
