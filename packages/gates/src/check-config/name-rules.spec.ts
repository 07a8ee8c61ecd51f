import { MAX_STAGE_LENGTH } from '@tradepost/command-line/parsers';
import { STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { faultsWith } from './plant.spec-kit.ts';

const PREFIX = 'tradepost-prod-orders-';
const nameFaults = (changes: Parameters<typeof faultsWith>[0]) =>
  faultsWith(changes).filter((fault) => fault.includes('name-'));

describe('a name', () => {
  it('is checked on a stage with the longest name', () => {
    expect(Math.max(...STAGES.map(({ length }) => length))).toBe(MAX_STAGE_LENGTH);
  });

  it('has the limit of SQS if it is that of a queue', () => {
    const named = (length: number) => ({ 'InboxDeadLetters.QueueName': PREFIX.padEnd(length, 'x') });
    expect(nameFaults(named(80))).toEqual([]);
    expect(nameFaults(named(81))).toEqual(['InboxDeadLetters queue-name-fits']);
  });

  it('belongs to one resource of a type', () => {
    expect(nameFaults({ 'InboxDeadLetters.QueueName': `${PREFIX}commands` })).toEqual([
      'Inbox name-unique',
      'InboxDeadLetters name-unique',
    ]);
  });

  it('is generated where the template has none', () => {
    expect(nameFaults({ 'Sampling.SamplingRule.RuleName': undefined })).toEqual([]);
  });
});
