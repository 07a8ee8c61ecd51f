import { type DeadLetterMessage, toDeadLetterMessage } from '../domain/dead-letter-message.ts';
import { NotRedriven } from '../domain/not-redriven.ts';
import { discardDeadLetter } from './discard-dead-letter.ts';
import { redriveDeadLetter } from './redrive-dead-letter.ts';
import { redriveDeadLetters } from './redrive-dead-letters.ts';

const MESSAGE = toDeadLetterMessage({
  ...{ queue: 'orders-commands-dlq', queueUrl: 'https://sqs/q', messageId: 'm1', receiptHandle: 'r1' },
  ...{ body: '{}', sentMs: 0, attributes: {} },
});

/** Dependencies whose calls are recorded in their order; one of them fails. */
function depsFailingAt(failing?: string, error: Error = new Error('no answer')) {
  const calls: string[] = [];
  const call = (name: string) => async () => {
    calls.push(name);
    if (name === failing) throw error;
  };
  const deadLetters = {
    receive: async () => [MESSAGE],
    receiveOne: async () => MESSAGE,
    remove: call('remove'),
    resetVisibility: async (messages: readonly DeadLetterMessage[]) => {
      if (messages.length > 0) calls.push('show');
    },
  };
  const [record, redrive] = [call('record'), call('redrive')];
  return {
    calls,
    deps: { audit: { record } as never, deadLetters: deadLetters as never, redrive, nowMs: () => 1 },
  };
}

const request = (body: object = {}) =>
  ({
    params: { deadLetterId: MESSAGE.id },
    body,
    caller: { id: 'ada' },
    correlationId: 'cor_1',
    logger: { error: () => undefined },
  }) as never;

/** Each action, with its calls in their order. */
const ACTIONS = [
  ['redriveDeadLetter', redriveDeadLetter, ['record', 'redrive', 'remove']],
  ['redriveDeadLetters', redriveDeadLetters, ['record', 'redrive', 'remove']],
  ['discardDeadLetter', discardDeadLetter, ['record', 'remove']],
] as const;

describe.each(ACTIONS)('%s', (_name, act, steps) => {
  it('records the action, carries it out, and then removes the message', async () => {
    const { calls, deps } = depsFailingAt();
    await act(request({ reason: 'a test' }), deps);
    expect(calls).toEqual(steps);
  });

  it.each(steps)('does nothing more if %s fails, and shows the message again', async (failing) => {
    const { calls, deps } = depsFailingAt(failing);
    await act(request(), deps).catch(() => undefined);
    expect(calls).toEqual([...steps.slice(0, steps.indexOf(failing as never) + 1), 'show']);
  });
});

it('redriveDeadLetter answers with the reason why a message stays', async () => {
  const { deps } = depsFailingAt('redrive', new NotRedriven('the inbox does not exist any more'));
  expect(await redriveDeadLetter(request(), deps)).toEqual({
    rejection: { code: 'DEAD_LETTER_NOT_REDRIVEN', detail: 'the inbox does not exist any more' },
  });
});
