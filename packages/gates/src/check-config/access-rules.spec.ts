import { type Changes, faultsWith } from './plant.spec-kit.ts';

const OPEN = 'PlaceOrder.Environment.Variables.OPEN_ACCESS';
const PROVIDER = 'PlaceOrder.Environment.Variables.PAYMENT_PROVIDER';

describe('A function with OPEN_ACCESS', () => {
  it.each<[string, Changes]>([
    ['on', { [OPEN]: 'true' }],
    ['off', { [OPEN]: 'false' }],
    ['from an SSM parameter', { [OPEN]: '{{resolve:ssm:/tradepost/prod/platform/open-access}}' }],
  ])('is found: %s', (_what, changes) => {
    expect(faultsWith(changes)).toEqual(['PlaceOrder open-access']);
  });

  it.each(['dev', 'staging', 'jane'])('is found on the stage %s', (stage) => {
    expect(faultsWith({ [OPEN]: 'true' }, stage)).toContain('PlaceOrder open-access');
  });
});

describe('A function with the simulated payment provider', () => {
  it('is allowed where tables are deleted with their stack', () => {
    const changes = { [PROVIDER]: 'simulated', 'EventsTable.DeletionPolicy': 'Delete' };
    expect(faultsWith(changes)).not.toContain('PlaceOrder payment-provider');
  });

  it('is not found with another provider', () => {
    expect(faultsWith({ [PROVIDER]: 'none' })).toEqual([]);
  });
});
