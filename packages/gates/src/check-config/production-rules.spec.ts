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
