import { type Changes, faultsWith } from './plant.spec-kit.ts';

describe('In production', () => {
  it.each<[string, string, Changes]>([
    [
      'a table under a key of AWS’s',
      'EventsTable own-data-key',
      { 'EventsTable.Properties.SSESpecification': { SSEEnabled: true } },
    ],
    [
      'a queue under a key of AWS’s',
      'Inbox own-data-key',
      { 'Inbox.Properties.KmsMasterKeyId': undefined, 'Inbox.Properties.SqsManagedSseEnabled': true },
    ],
    [
      'a key that is never another',
      'DataKey data-key-rotates',
      { 'DataKey.Properties.EnableKeyRotation': false },
    ],
    [
      'a key that CloudFormation can manage by its tag only',
      'DataKey data-key-deployable',
      { 'DataKey.Properties.KeyPolicy.Statement.0.Condition': undefined },
    ],
    [
      'a function whose errors nobody hears of',
      'Commands function-alarms',
      { CommandsErrorsAlarm: undefined },
    ],
    [
      'a function whose slowness nobody hears of',
      'Commands function-alarms',
      { CommandsDurationAlarm: undefined },
    ],
    [
      'a function that changes all at once',
      'PlaceOrder function-canary',
      { 'PlaceOrderLive.UpdatePolicy': undefined },
    ],
    ['a function without an alias', 'PlaceOrder function-canary', { PlaceOrderLive: undefined }],
  ])('%s is found', (_, fault, changes) => {
    expect(faultsWith(changes)).toEqual([fault]);
  });

  it('costs what other stages need not', () => {
    const faults = faultsWith(
      {
        'EventsTable.Properties.SSESpecification': { SSEEnabled: false },
        CommandsErrorsAlarm: undefined,
        PlaceOrderLive: undefined,
      },
      'jane',
    );
    expect(faults.filter((fault) => /own-data-key|function-/.test(fault))).toEqual([]);
  });
});
