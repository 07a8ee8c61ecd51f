import { defineCommand, reply } from '@tradepost/contracts/define-command';
import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import * as z from 'zod/mini';
import { carriesOut, commands } from './command.ts';

const logs = captureLogs();
let queues: Queues;

beforeAll(async () => {
  queues = await startQueues(['dead-letters']);
  Object.assign(process.env, sdkEnvironment({ SQS: queues }));
});
afterEach(() => logs.clear());
afterAll(async () => {
  logs.restore();
  await queues.stop();
});

const fillJar = defineCommand({
  service: 'jars',
  type: 'FillJar',
  version: 1,
  summary: 'Fill a jar.',
  data: z.object({ jarId: z.string(), coins: z.int() }),
  reply: reply({ coins: z.int() }),
});

/** Holds up to ten coins; of none it makes a fault. */
const handler = commands(
  () => queues.urlOf('dead-letters'),
  [
    carriesOut(fillJar, async ({ data: { coins } }) => {
      if (coins === 0) throw new Error('no coins came');
      if (coins > 10) return { outcome: 'rejected' as const, rejection: { code: 'JAR_FULL', room: 10 } };
      return { outcome: 'accepted' as const, coins };
    }),
  ],
);
const fill = (coins: number) => toMessage(fillJar, { jarId: 'jar-1', coins }, { id: `fill-${coins}` });

describe('When a command comes through the direct door', () => {
  it('answers with the reply', async () => {
    expect(await handler(fill(5), toContext())).toEqual({ outcome: 'accepted', coins: 5 });
  });

  it('answers a refusal as a value, and logs its code', async () => {
    expect(await handler(fill(11), toContext())).toEqual({
      outcome: 'rejected',
      rejection: { code: 'JAR_FULL', room: 10 },
    });
    expect(logs.lines()).toMatchObject([
      { message: 'command received', type: 'FillJar', eventId: 'fill-11', correlationId: 'correlation-1' },
      { message: 'command answered', type: 'FillJar', outcome: 'rejected', code: 'JAR_FULL' },
    ]);
  });

  it('throws a fault, for the caller to catch, and logs it', async () => {
    await expect(handler(fill(0), toContext())).rejects.toThrow('no coins came');
    expect(logs.lines().at(-1)).toMatchObject({
      level: 'ERROR',
      message: 'command failed',
      eventId: 'fill-0',
      error: { message: 'no coins came' },
    });
  });

  it.each([
    ['no CloudEvent', { type: 'FillJar' }, '#/subject'],
    ['of a type that it does not take', { ...fill(1), type: 'BreakJar' }, 'BreakJar'],
    ['with data of another form', { ...fill(1), data: { jarId: 'jar-1' } }, '#/data/coins'],
  ])('throws at a message %s', async (_what, message, reason) => {
    await expect(handler(message as ReturnType<typeof fill>, toContext())).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(reason),
    });
  });
});

describe('When commands come through the inbox', () => {
  it('takes a refusal for done, and has a fault handed over again', async () => {
    expect(await handler(toSqsEvent([fill(5), fill(11), fill(0)]), toContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-3' }],
    });
    expect(await queues.receive('dead-letters')).toEqual([]);
  });

  it('puts one that cannot be parsed into the dead letters', async () => {
    const bad = { ...fill(1), type: 'BreakJar' };
    expect(await handler(toSqsEvent([bad, fill(5)]), toContext())).toEqual({ batchItemFailures: [] });
    expect(await queues.receive('dead-letters')).toMatchObject([{ body: JSON.stringify(bad) }]);
  });
});
