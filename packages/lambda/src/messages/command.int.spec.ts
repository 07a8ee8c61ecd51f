import { defineCommand, reply } from '@tradepost/contracts/define-command';
import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import * as z from 'zod/mini';
import { commandHandler, commands } from './command.ts';

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
  subject: 'jarId',
  summary: 'Fill a jar.',
  data: () => z.object({ jarId: z.string(), coins: z.int() }),
  reply: () => reply({ coins: z.int() }),
  rejections: ['OUT_OF_STOCK'],
});

/** Accepts up to ten coins, rejects more, and throws for none. */
const handler = commands(
  () => queues.urlOf('dead-letters'),
  [
    commandHandler(fillJar, async ({ data: { coins } }) => {
      if (coins === 0) throw new Error('no coins came');
      if (coins > 10) return { outcome: 'rejected' as const, rejection: { code: 'OUT_OF_STOCK', room: 10 } };
      return { outcome: 'accepted' as const, coins };
    }),
  ],
);
const fill = (coins: number) => toMessage(fillJar, { jarId: 'jar-1', coins }, { id: `fill-${coins}` });

describe('a command by direct invocation', () => {
  it('gets the reply', async () => {
    expect(await handler(fill(5), toContext())).toEqual({ outcome: 'accepted', coins: 5 });
  });

  it('gets a rejection as a value, and its code is logged', async () => {
    expect(await handler(fill(11), toContext())).toEqual({
      outcome: 'rejected',
      rejection: { code: 'OUT_OF_STOCK', room: 10 },
    });
    expect(logs.lines()).toMatchObject([
      { message: 'command received', type: 'FillJar', eventId: 'fill-11', correlationId: 'correlation-1' },
      { message: 'command answered', type: 'FillJar', outcome: 'rejected', code: 'OUT_OF_STOCK' },
    ]);
  });

  it('throws the error of a failed handler, and logs it', async () => {
    await expect(handler(fill(0), toContext())).rejects.toThrow('no coins came');
    expect(logs.lines().at(-1)).toMatchObject({
      level: 'ERROR',
      message: 'command failed',
      eventId: 'fill-0',
      error: { message: 'no coins came' },
    });
  });

  it.each([
    ['is not a CloudEvent', { type: 'FillJar' }, '#/subject'],
    ['has an unknown type', { ...fill(1), type: 'BreakJar' }, 'BreakJar'],
    ['has invalid data', { ...fill(1), data: { jarId: 'jar-1' } }, '#/data/coins'],
  ])('throws a ValidationError if it %s', async (_what, message, reason) => {
    await expect(handler(message as ReturnType<typeof fill>, toContext())).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(reason),
    });
  });
});

describe('a command of a workflow', () => {
  const cause = { id: 'jar-1/0/0', source: 'tradepost.jars', correlationid: 'cor_1', executionid: 'run-1' };
  const payload = { command: 'FillJar', cause, data: { jarId: 'jar-1', coins: 5 } };

  it('gets the reply, and is logged with its id, its execution and its subject', async () => {
    expect(await handler(payload, toContext())).toEqual({ outcome: 'accepted', coins: 5 });
    expect(logs.lines()[0]).toMatchObject({
      message: 'command received',
      eventId: 'jar-1/0/0/FillJar',
      type: 'FillJar',
      subject: 'jar-1',
      correlationId: 'cor_1',
      executionId: 'run-1',
    });
  });

  it.each([
    ['has an unknown type', { ...payload, command: 'BreakJar' }, 'BreakJar'],
    ['has no cause', { ...payload, cause: undefined }, '#/cause'],
    ['has no subject in its data', { ...payload, data: { coins: 5 } }, '#/subject'],
    ['has invalid data', { ...payload, data: { jarId: 'jar-1' } }, '#/data/coins'],
  ])('throws a ValidationError if it %s', async (_what, message, reason) => {
    await expect(handler(message as typeof payload, toContext())).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(reason),
    });
  });
});

describe('a batch of commands from the inbox', () => {
  it('treats a rejection as done, and reports only the command that failed', async () => {
    expect(await handler(toSqsEvent([fill(5), fill(11), fill(0)]), toContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-3' }],
    });
    expect(await queues.receive('dead-letters')).toEqual([]);
  });

  it('has a command that cannot be parsed moved to the dead-letter queue', async () => {
    const bad = { ...fill(1), type: 'BreakJar' };
    expect(await handler(toSqsEvent([bad, fill(5)]), toContext())).toEqual({ batchItemFailures: [] });
    expect(await queues.receive('dead-letters')).toMatchObject([{ body: JSON.stringify(bad) }]);
  });
});
