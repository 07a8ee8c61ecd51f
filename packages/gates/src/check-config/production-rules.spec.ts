import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('In production', () => {
  it.each<[string, string, Changes]>([
    [
      'a table with a key of AWS',
      'EventsTable own-data-key',
      { 'EventsTable.SSESpecification': { SSEEnabled: true } },
    ],
    [
      'a queue with a key of AWS',
      'Inbox own-data-key',
      { 'Inbox.KmsMasterKeyId': undefined, 'Inbox.SqsManagedSseEnabled': true },
    ],
    [
      'a key that CloudFormation can manage by its tag only',
      'DataKey data-key-deployable',
      { 'DataKey.KeyPolicy.Statement.0.Condition': undefined },
    ],
    [
      'a function without an alarm on its errors',
      'Commands function-alarms',
      { CommandsErrorsAlarm: undefined },
    ],
    ['a function without an alias', 'PlaceOrder function-canary', { PlaceOrderLive: undefined }],
  ])('%s is found', (_, fault, changes) => {
    expect(faultsWith(changes)).toEqual([fault]);
  });

  it('does not require the rotation of a key that signs, which KMS cannot rotate', () => {
    const signing = { 'DataKey.KeySpec': 'ECC_NIST_P256', 'DataKey.EnableKeyRotation': undefined };
    expect(faultsWith(signing)).toEqual([]);
  });

  it('requires more than other stages do', () => {
    const faults = faultsWith(
      {
        'EventsTable.SSESpecification': { SSEEnabled: false },
        CommandsErrorsAlarm: undefined,
        PlaceOrderLive: undefined,
      },
      'jane',
    );
    expect(faults.filter((fault) => /own-data-key|function-/.test(fault))).toEqual([]);
  });
});
