import { parseReplayOptions } from './options.ts';

const TARGET = { target: { stage: 'dev', region: undefined } };
const parse = (words: string) => parseReplayOptions(words.split(' '));

describe('parseReplayOptions', () => {
  it.each([
    ['--consumer c --subject prd_1', { subject: 'prd_1' }],
    [
      '--consumer c --from 2026-11-24T10:00Z --to 2026-11-24T12:00:00.5+01:00',
      { fromMs: Date.UTC(2026, 10, 24, 10), toMs: Date.UTC(2026, 10, 24, 11, 0, 0, 500) },
    ],
  ])('reads: %s', (words, events) => {
    expect(parse(`${words} --stage dev`)).toEqual({ consumer: 'c', events, ...TARGET });
  });

  it.each([
    ['--subject prd_1', '--consumer is missing'],
    ['--consumer c', 'either --from and --to, or --subject is required'],
    [
      '--consumer c --subject prd_1 --from 2026-11-24T10:00Z',
      'either --from and --to, or --subject is required',
    ],
    ['--consumer c --to 2026-11-24T10:00Z', '--from and --to need each other'],
    [
      '--consumer c --from 2026-11-24T10:00Z --to noon',
      '--to must be a time such as 2026-11-24T10:00:00Z, not "noon"',
    ],
    [
      '--consumer c --from 2026-11-24T10:00:00 --to 2026-11-24T11:00Z',
      '--from must be a time such as 2026-11-24T10:00:00Z, not "2026-11-24T10:00:00"',
    ],
    [
      '--consumer c --from 2026-11-24T10:00Z --to 2026-11-24T10:00Z',
      '--to 2026-11-24T10:00Z is not later than --from 2026-11-24T10:00Z',
    ],
    ['--consumer c --subject prd_1 again', 'Unexpected argument'],
  ])('rejects: %s', (words, reason) => {
    expect(() => parse(words)).toThrow(reason);
  });
});
