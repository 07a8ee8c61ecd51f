import { faultsWith } from './plant.spec-kit.ts';

const named = (name: string) => ({ 'PlaceOrder.Properties.FunctionName': name });
const nameFaults = (changes: Parameters<typeof faultsWith>[0], stage?: string) =>
  faultsWith(changes, stage).filter((fault) => / name-/.test(fault));

describe('A name', () => {
  const PREFIX = 'tradepost-prod-orders-';

  it('fits if it is within the limit of its type on the longest stage', () => {
    expect(nameFaults(named(PREFIX.padEnd(61, 'x')))).toEqual([]);
    expect(nameFaults(named(PREFIX.padEnd(62, 'x')))).toEqual(['PlaceOrder name-fits']);
  });

  it('is measured as it is on a stage with the longest name', () => {
    const long = (length: number) => named('tradepost-staging-orders-'.padEnd(length, 'x'));
    expect(nameFaults(long(64), 'staging')).not.toContain('PlaceOrder name-fits');
    expect(nameFaults(long(65), 'staging')).toContain('PlaceOrder name-fits');
  });

  it.each([
    ['InboxDeadLetters.Properties.QueueName', 'InboxDeadLetters', 78],
    ['SagaRole.Properties.RoleName', 'SagaRole', 62],
    ['ProductChanged.Properties.Name', 'ProductChanged', 62],
    ['Sampling.Properties.SamplingRule.RuleName', 'Sampling', 30],
  ])('has the limit of its type: %s', (path, logicalId, length) => {
    expect(nameFaults({ [path]: PREFIX.padEnd(length, 'x') })).toEqual([`${logicalId} name-fits`]);
  });

  it('belongs to one resource of a type', () => {
    expect(nameFaults({ 'InboxDeadLetters.Properties.QueueName': `${PREFIX}commands` })).toEqual([
      'Inbox name-unique',
      'InboxDeadLetters name-unique',
    ]);
  });

  it('is generated where the template has none', () => {
    expect(nameFaults({ 'Sampling.Properties.SamplingRule.RuleName': undefined })).toEqual([]);
  });
});
