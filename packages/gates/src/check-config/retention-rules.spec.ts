import { faultsWith } from './plant.spec-kit.ts';

const DELETED = { 'EventsTable.DeletionPolicy': 'Delete', 'EventsTable.UpdateReplacePolicy': 'Delete' };
const UNPROTECTED = { 'EventsTable.DeletionProtectionEnabled': false };

describe('A table', () => {
  it.each(['EventsTable.DeletionPolicy', 'EventsTable.UpdateReplacePolicy'])(
    'needs the policy %s',
    (path) => {
      expect(faultsWith({ [path]: undefined })).toEqual(['EventsTable state-deletion']);
    },
  );

  it('that stays after a failed creation is found by its policy and by its name', () => {
    expect(faultsWith({ 'EventsTable.DeletionPolicy': 'Retain' })).toEqual([
      'EventsTable state-deletion',
      'EventsTable failed-creation-leaves-no-name',
    ]);
  });

  it('needs no protection on another stage, and is deleted there with its stack', () => {
    expect(faultsWith(UNPROTECTED, 'jane')).not.toContain('EventsTable table-deletion-protection');
    expect(faultsWith(DELETED, 'jane')).not.toContain('EventsTable state-deletion');
  });

  it.each(['staging', 'prod'])('that is deleted with its stack is found on %s', (stage) => {
    expect(faultsWith(DELETED, stage)).toContain('EventsTable state-deletion');
  });

  it.each(['dev', 'jane'])(
    'that is retained, and so prevents the next deployment, is found on %s',
    (stage) => {
      expect(faultsWith({}, stage)).toContain('EventsTable state-deletion');
    },
  );
});

describe('A failed creation', () => {
  it('may leave a resource whose name is generated', () => {
    const changes = { 'InboxDeadLetters.DeletionPolicy': 'Retain' };
    expect(faultsWith(changes)).toEqual(['InboxDeadLetters failed-creation-leaves-no-name']);
    expect(faultsWith({ 'InboxAgeAlarm.DeletionPolicy': 'Retain' })).toEqual([]);
  });

  it.each([{ DeletionProtection: 'ACTIVE' }, { DeletionProtectionEnabled: true }])(
    'cannot be rolled back where a resource other than a table or a user pool has %j',
    (protection) => {
      const bus = {
        Type: 'AWS::Events::EventBus',
        ...{ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
        Properties: { Name: 'tradepost-prod', ...protection },
      };
      expect(faultsWith({ Bus: bus })).toEqual(['Bus failed-creation-can-be-deleted']);
      expect(faultsWith({ Bus: { ...bus, Properties: {} } })).toEqual([]);
    },
  );
});
