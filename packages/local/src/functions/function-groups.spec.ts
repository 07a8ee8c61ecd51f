import type { DeployedFunction } from '@tradepost/compiled-service/templates/function-resources';
import { groupByEnvironment } from './function-groups.ts';

const withEnvironment = (functionName: string, environment: Record<string, string>): DeployedFunction => ({
  service: 'orders',
  logicalId: functionName,
  functionName,
  functionKey: functionName,
  arn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
  timeoutSeconds: 3,
  environment,
});

describe('groupByEnvironment', () => {
  it('puts functions with compatible environments into one group', () => {
    const groups = groupByEnvironment([
      withEnvironment('a', { TABLE: 't' }),
      withEnvironment('b', { TABLE: 't', QUEUE: 'q' }),
    ]);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.environment).toEqual({ TABLE: 't', QUEUE: 'q' });
  });

  it('separates functions with different values for one variable', () => {
    const groups = groupByEnvironment([
      withEnvironment('a', { MODE: 'fast' }),
      withEnvironment('b', { MODE: 'slow' }),
      withEnvironment('c', { MODE: 'slow' }),
    ]);
    expect(groups.map(({ functions }) => functions.map(({ functionName }) => functionName))).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
  });
});
