import { faultsWith } from './plant.spec-kit.ts';

const PROVIDER = 'PlaceOrder.Environment.Variables.PAYMENT_PROVIDER';

describe('A function with the simulated payment provider', () => {
  it('is allowed where tables are deleted with their stack', () => {
    const changes = { [PROVIDER]: 'simulated', 'EventsTable.DeletionPolicy': 'Delete' };
    expect(faultsWith(changes)).not.toContain('PlaceOrder payment-provider');
  });

  it('is not found with another provider', () => {
    expect(faultsWith({ [PROVIDER]: 'none' })).toEqual([]);
  });
});
