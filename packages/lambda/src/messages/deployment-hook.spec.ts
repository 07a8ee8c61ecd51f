import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { deploymentHook, REPORT_MS } from './deployment-hook.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

const EVENT = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' };
const HOOK = { deploymentId: 'd-1', hookExecutionId: 'hook-1' };
const unlimited = { ...toContext(), getRemainingTimeInMillis: () => 60_000 };
/** The check has no time left; only the time for the report is left. */
const late = { ...toContext(), getRemainingTimeInMillis: () => REPORT_MS };

/** Runs the hook with a check; returns what it reported. */
async function reportsOf(
  check: (deploymentId: string, signal: AbortSignal) => Promise<boolean>,
  context = unlimited,
) {
  const reports: unknown[] = [];
  await deploymentHook({ check, report: async (...report) => void reports.push(report) })(EVENT, context);
  return reports;
}

describe('a deployment hook', () => {
  it.each([true, false])('reports the result of its check: %s', async (isWell) => {
    expect(await reportsOf(async (deploymentId) => deploymentId === 'd-1' && isWell)).toEqual([
      [HOOK, isWell],
    ]);
  });

  it('reports a failure if the check throws', async () => {
    expect(await reportsOf(() => Promise.reject(new Error('no such deployment')))).toEqual([[HOOK, false]]);
    expect(logs.lines()).toMatchObject([
      { level: 'ERROR', message: 'version could not be checked', error: { message: 'no such deployment' } },
      { message: 'version is rejected' },
    ]);
  });

  it('reports a failure if the check leaves only the time for the report', async () => {
    const neverEnds = (_: string, signal: AbortSignal) =>
      new Promise<boolean>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    expect(await reportsOf(neverEnds, late)).toEqual([[HOOK, false]]);
  });

  it('throws if the report fails', async () => {
    const failing = deploymentHook({
      check: async () => true,
      report: () => Promise.reject(new Error('no response')),
    });
    await expect(failing(EVENT, unlimited)).rejects.toThrow('no response');
  });
});
