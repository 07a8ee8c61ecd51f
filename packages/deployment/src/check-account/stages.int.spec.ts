import { compileServices, STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { assessAccount } from './check-account.ts';
import { READY } from './facts.spec-kit.ts';
import { toPlanned } from './facts.ts';

const PACKAGING_MS = 300_000;
const lambda = (concurrency: number) => ({
  value: { concurrency, unreserved: concurrency, codeBytes: 0, maxCodeBytes: 80_530_636_800 },
});

describe.each([...STAGES, 'jane'])('%s, all services at once, in an empty account', (stage) => {
  const severitiesWith = async (concurrency: number) => {
    const services = await compileServices(stage);
    const planned = services.map(({ name, template }) => toPlanned(name, template));
    const facts = {
      ...{ ...READY, stage, stacks: {}, lambda: lambda(concurrency) },
      apiLogsRole: { value: 'arn:aws:iam::123456789012:role/api-gateway' },
    };
    return assessAccount(facts, planned).map(({ severity, found }) => `${severity}: ${found}`);
  };

  it(
    "is ready with AWS's default quotas",
    async () => {
      expect(await severitiesWith(1_000)).toEqual([]);
    },
    PACKAGING_MS,
  );

  it(
    'causes a warning, or is refused, with the concurrency of a new account',
    async () => {
      expect(await severitiesWith(10)).toContainEqual(
        expect.stringMatching(/^warn: the account runs 10 functions at once/),
      );
    },
    PACKAGING_MS,
  );
});
