import { assessStacks } from './assess-stacks.ts';
import { DENIED, READY, stackWith } from './facts.spec-kit.ts';

const assess = (status: string) =>
  assessStacks({ ...READY, stacks: { orders: stackWith(status, 'Orders') } });

describe('assessStacks', () => {
  it.each([
    'CREATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_COMPLETE',
  ])('accepts a stack that is %s', (status) => {
    expect(assess(status)).toEqual([]);
  });

  it('accepts a stack that does not exist', () => {
    expect(assessStacks(READY)).toEqual([]);
  });

  it.each([
    ['REVIEW_IN_PROGRESS', /delete-stack --stack-name tradepost-dev-orders --region eu-central-1/],
    ['ROLLBACK_COMPLETE', /delete-stack/],
    ['ROLLBACK_FAILED', /delete-stack/],
    ['CREATE_FAILED', /delete-stack/],
    ['DELETE_FAILED', /delete-stack/],
    ['UPDATE_ROLLBACK_FAILED', /continue-update-rollback/],
    ['UPDATE_FAILED', /rollback-stack/],
    ['IMPORT_ROLLBACK_FAILED', /CloudFormation console/],
    ['UPDATE_IN_PROGRESS', /Wait/],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', /Wait/],
    ['DELETE_IN_PROGRESS', /Wait/],
  ])('refuses a stack that is %s, and names what to do', (status, todo) => {
    expect(assess(status)).toEqual([
      {
        severity: 'refuse',
        found: `the stack tradepost-dev-orders is ${status}`,
        todo: expect.stringMatching(todo),
      },
    ]);
  });

  it('names the resources that failed', () => {
    const value = { status: 'DELETE_FAILED', logicalIds: new Set<string>(), failed: ['Bucket', 'Role'] };
    expect(assessStacks({ ...READY, stacks: { orders: { value } } })).toMatchObject([
      { found: 'the stack tradepost-dev-orders is DELETE_FAILED (failed: Bucket, Role)' },
    ]);
  });

  it('does not know the state of a stack that it may not read', () => {
    expect(assessStacks({ ...READY, stacks: { orders: DENIED } })).toMatchObject([{ severity: 'unknown' }]);
  });
});
