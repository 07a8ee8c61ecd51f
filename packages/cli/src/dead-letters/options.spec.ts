import { parseDeadLetterOptions } from './options.ts';

const NONE = { id: undefined, queue: undefined, reason: undefined };
const TARGET = { target: { stage: 'dev', region: undefined } };

describe('parseDeadLetterOptions', () => {
  it.each([
    ['list', { ...NONE, act: 'list' }],
    ['list --queue orders-commands-dlq', { ...NONE, act: 'list', queue: 'orders-commands-dlq' }],
    ['show a.b', { ...NONE, act: 'show', id: 'a.b' }],
    ['redrive a.b', { ...NONE, act: 'redrive', id: 'a.b' }],
    ['redrive --all --queue a', { ...NONE, act: 'redrive', queue: 'a' }],
    ['discard a.b --reason nonsense', { ...NONE, act: 'discard', id: 'a.b', reason: 'nonsense' }],
  ])('reads: %s', (words, options) => {
    expect(parseDeadLetterOptions([...words.split(' '), '--stage', 'dev'])).toEqual({
      ...options,
      ...TARGET,
    });
  });

  it.each([
    ['', 'the action is missing or unknown: it must be list, show, redrive, discard'],
    ['burn', 'the action is missing or unknown'],
    ['show', 'ID is missing: the message to show'],
    ['show a.b c.d', 'ID must be one message, not also "c.d"'],
    ['redrive', 'redrive needs either ID or --all'],
    ['redrive a.b --all', 'redrive needs either ID or --all'],
    ['discard --reason nonsense', 'ID is missing: the message to discard'],
    ['discard a.b', '--reason is missing'],
    ['list --region eu-west-1', '--region needs --stage'],
  ])('rejects: %s', (words, reason) => {
    expect(() => parseDeadLetterOptions(words.split(' ').filter((word) => word !== ''))).toThrow(reason);
  });
});
