import { parseDeadLetterOptions } from './options.ts';

const NONE = { id: undefined, queue: undefined, reason: undefined };
const TARGET = { target: { stage: 'dev', region: undefined } };

describe('What is asked for', () => {
  it.each([
    ['list', { ...NONE, act: 'list' }],
    ['list --queue orders-commands-dlq', { ...NONE, act: 'list', queue: 'orders-commands-dlq' }],
    ['show a.b', { ...NONE, act: 'show', id: 'a.b' }],
    ['redrive a.b', { ...NONE, act: 'redrive', id: 'a.b' }],
    ['redrive --all --queue a', { ...NONE, act: 'redrive', queue: 'a' }],
    ['discard a.b --reason nonsense', { ...NONE, act: 'discard', id: 'a.b', reason: 'nonsense' }],
  ])('is read: %s', (words, options) => {
    expect(parseDeadLetterOptions([...words.split(' '), '--stage', 'dev'])).toEqual({
      ...options,
      ...TARGET,
    });
  });

  it.each([
    ['', 'say what to do: list, show, redrive, discard'],
    ['burn', 'say what to do'],
    ['show', 'name the letter to show'],
    ['show a.b c.d', 'one letter at a time'],
    ['redrive', 'redrive ID, or redrive --all'],
    ['redrive a.b --all', 'redrive ID, or redrive --all'],
    ['discard --reason nonsense', 'name the letter to discard'],
    ['discard a.b', 'say why, with --reason'],
    ['list --region eu-west-1', '--region needs --stage'],
  ])('is not understood: %s', (words, reason) => {
    expect(() => parseDeadLetterOptions(words.split(' ').filter((word) => word !== ''))).toThrow(reason);
  });
});
