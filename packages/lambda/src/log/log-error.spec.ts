import { describeError, withPlainText } from './log-error.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

describe('the message of an error', () => {
  it.each([
    ['missing environment variable EVENT_BUS_NAME', 'missing environment variable EVENT_BUS_NAME'],
    ['no such table tradepost-dev-jars', 'no such table tradepost-dev-jars'],
    ['ord_01JD3XK8WQ4N6T2B9V5M7R0C1E is gone', 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E is gone'],
    ['no such token: ring the bell', 'no such token …'],
    ['Unexpected token \'a\', "ada@example" is not valid JSON', '… token …'],
    ['could not write {"S":"12 St James Square"}', 'could not write …'],
    ['could not charge Ada Lovelace with tok_visa_4711', 'could not charge … with …'],
    ['ada@example.com bounced', '… bounced'],
    ['secret sk-live-51H8x is wrong', 'secret … is wrong'],
    ['first line\nring the bell', 'first line …'],
  ])('%j becomes %j', (text, plain) => {
    expect(describeError(new Error(text)).message).toBe(plain);
  });

  it.each([
    ['AccessDeniedException', 'User: a-function is not authorized to perform: sqs:SendMessage on a-queue'],
    ['TypeError', "Cannot read properties of undefined (reading 'lines')"],
    ['ValidationError', '#/data/coins Invalid input: expected int'],
  ])('stays unchanged for %s, which contains no values', (name, text) => {
    expect(describeError(named(name, text)).message).toBe(text);
  });

  it('is reduced for a TypeError of Node, which quotes its argument', () => {
    const error = Object.assign(new TypeError('Received type string (ada@example.com)'), { code: 'ERR_ARG' });
    expect(describeError(error)).toMatchObject({ message: '… type string …', code: 'ERR_ARG' });
  });
});

describe('describeError', () => {
  it('returns the stack without the text, and the causes', () => {
    const error = new Error('no bus', { cause: new SyntaxError('bad "ring the bell"') });
    const { stack, cause } = describeError(error);
    expect(stack).toMatch(/^ +at /);
    expect(stack).toContain('log-error.spec');
    expect(JSON.stringify(cause)).not.toContain('ring');
    expect(cause).toMatchObject({ name: 'SyntaxError', message: 'bad …' });
  });

  it('replaces a name that does not have the format of a name', () => {
    expect(describeError(named('ada@example.com', 'x')).name).toBe('Error');
  });
});

describe('withPlainText', () => {
  it('keeps the name, and removes customer data from message and stack', () => {
    const plain = withPlainText(named('PaymentOutcomeUnknown', 'no answer for Ada Lovelace'));
    expect(plain.name).toBe('PaymentOutcomeUnknown');
    expect([plain.message, plain.stack?.split('\n')[0]]).toEqual([
      'no answer for …',
      'PaymentOutcomeUnknown: no answer for …',
    ]);
    expect(plain.stack).not.toContain('Lovelace');
  });
});
