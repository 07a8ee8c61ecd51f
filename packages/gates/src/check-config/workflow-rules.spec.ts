import { type Changes, faultsWith } from './plant.spec-kit.ts';

const DEFINITION = 'Saga.Definition';
const TASK = `${DEFINITION}.States.ReserveStock`;
const RETRIER = `${TASK}.Retry.0`;

describe('workflow-retries-lambda', () => {
  it.each<[string, Changes]>([
    ['is repeated as often as any other', { [`${TASK}.Retry`]: [{ ErrorEquals: ['States.ALL'] }] }],
    [
      'is matched by a wildcard before its own retrier',
      { [`${TASK}.Retry`]: [{ ErrorEquals: ['States.TaskFailed'] }, { ErrorEquals: ['States.ALL'] }] },
    ],
    ['is one of several in the wildcard retrier', { [`${RETRIER}.ErrorEquals.5`]: 'States.ALL' }],
    ['is not repeated', { [`${TASK}.Retry`]: undefined }],
    [
      'is not among the errors of the retrier',
      { [`${RETRIER}.ErrorEquals.0`]: 'Lambda.ResourceNotReadyException' },
    ],
    ['is repeated five times', { [`${RETRIER}.MaxAttempts`]: 5 }],
    ['is repeated nine times', { [`${RETRIER}.MaxAttempts`]: 9 }],
    ['is repeated for less than a minute', { [`${RETRIER}.MaxDelaySeconds`]: 5 }],
    ['is repeated for more than four minutes', { [`${RETRIER}.MaxDelaySeconds`]: 50 }],
    ['is repeated for longer than the workflow may take', { [`${DEFINITION}.TimeoutSeconds`]: 225 }],
    ['is repeated by all executions at once', { [`${RETRIER}.JitterStrategy`]: undefined }],
  ])('finds a task whose throttled call %s', (_, changes) => {
    expect(faultsWith(changes)).toEqual(['Saga workflow-retries-lambda']);
  });

  it('lets a Standard workflow without a time limit repeat a call for a day, and no longer than two', () => {
    const standard = {
      'Saga.StateMachineType': 'STANDARD',
      [`${DEFINITION}.TimeoutSeconds`]: undefined,
      [`${RETRIER}.MaxAttempts`]: 30,
    };
    expect(faultsWith({ ...standard, [`${RETRIER}.MaxDelaySeconds`]: 3_600 })).toEqual([]);
    expect(faultsWith({ ...standard, [`${RETRIER}.MaxDelaySeconds`]: 9_000 })).toEqual([
      'Saga workflow-retries-lambda',
    ]);
  });

  it.each([
    ['another service', { [`${TASK}.Resource`]: 'arn:aws:states:::sqs:sendMessage' }],
    ['an activity', { [`${TASK}.Resource`]: 'arn:aws:states:us-east-1:000000000000:activity:pack' }],
  ])('leaves a task of %s alone', (_, changes) => {
    expect(faultsWith({ ...changes, [`${TASK}.Retry`]: undefined })).toEqual([]);
  });

  it.each([
    ['a branch', { Type: 'Parallel', Branches: [{ States: { Inner: task() } }] }],
    ['a map', { Type: 'Map', ItemProcessor: { States: { Inner: task() } } }],
  ])('finds a task inside of %s', (_, state) => {
    expect(faultsWith({ [TASK]: state })).toEqual(['Saga workflow-retries-lambda']);
  });

  function task() {
    return { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
  }
});

describe('workflow-times', () => {
  const lostAfter = (seconds: number) => ({
    'Sweep.Environment.Variables.SAGA_LOST_AFTER_SECONDS': String(seconds),
  });
  const reservation = (seconds: number) => ({
    'Commands.Environment.Variables.RESERVATION_TTL_SECONDS': String(seconds),
  });

  it.each<[string, Changes]>([
    ['an Express workflow without a limit', { [`${DEFINITION}.TimeoutSeconds`]: undefined }],
    ['an Express workflow with the limit of AWS', { [`${DEFINITION}.TimeoutSeconds`]: 300 }],
    ['a workflow that counts as lost while it may run', lostAfter(240)],
    ['a task that ends before its function', { [`${TASK}.TimeoutSeconds`]: 19, 'Commands.Timeout': 20 }],
    [
      'a reservation that expires before a lost workflow is repeated',
      { ...lostAfter(360), ...reservation(659) },
    ],
  ])('finds %s', (_, changes) => {
    expect(faultsWith(changes)).toContain('Saga workflow-times');
  });

  it('accepts a task that waits as long as its function may run', () => {
    expect(faultsWith({ [`${TASK}.TimeoutSeconds`]: 20, 'Commands.Timeout': 20 })).not.toContain(
      'Saga workflow-times',
    );
  });

  it('accepts a reservation that outlives a lost workflow and the next one', () => {
    expect(faultsWith({ ...lostAfter(360), ...reservation(660) })).toEqual([]);
  });
});
