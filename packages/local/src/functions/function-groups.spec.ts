import type { DeployedFunction } from '../templates/function-resources.ts';
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

describe('When functions are put into threads', () => {
  it('keeps those together whose environments agree', () => {
    const groups = groupByEnvironment([
      withEnvironment('a', { TABLE: 't' }),
      withEnvironment('b', { TABLE: 't', QUEUE: 'q' }),
    ]);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.environment).toEqual({ TABLE: 't', QUEUE: 'q' });
  });

  it('parts those that give one variable different values', () => {
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
