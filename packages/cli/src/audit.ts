import { command } from '@tradepost/command-line/command';
import { repeated } from '@tradepost/command-line/parsers';
import { withTarget } from './api/target.ts';

const api = () => import('./api/call-api.ts');

const list = withTarget(
  command('list', 'Prints a line for each entry, newest first: time, act, actor, target, reason.', {
    examples: [
      'pnpm tradepost audit list --act GrantChanged --from 2026-11-01T00:00:00Z',
      'pnpm tradepost audit list --target grants/group/support --stage prod',
    ],
  })
    .option('--act <name>', 'only this act, such as GrantChanged')
    .option('--actor <id>', 'only acts of this person or machine')
    .option('--target <name>', 'only acts on this target')
    .option('--from <time>', 'start of the period, inclusive')
    .option('--to <time>', 'end of the period, exclusive'),
).action(async ({ act, actor, target, from, to, ...options }) => {
  const [{ callApi }, { listEntries }] = await Promise.all([api(), import('./audit/list-entries.ts')]);
  await callApi(options, (client) => listEntries(client, { act, actor, target, from, to }));
});

const verify = command(
  'verify',
  'Computes every chain of the audit log again, and checks its anchors and their signatures.',
  {
    notes:
      'It reads the tables and the bucket themselves, not the API. Exit code 1: something is wrong; each fault is printed with its place.',
    examples: [
      'pnpm tradepost audit verify',
      'pnpm tradepost audit verify --stage prod --public-key audit.pem',
    ],
  },
)
  .option('--stage <name>', 'stage on AWS, with the credentials that the AWS SDK finds')
  .option('--region <name>', 'region of the stage')
  .option(
    '--public-key <file...>',
    'public key of the anchors in PEM, kept outside of the account (that of KMS); may be given several times',
    repeated((file: string) => file),
  )
  .option('--data <folder>', 'data folder of the local cloud (.tradepost)')
  .action(async (options) => {
    const { verifyAudit } = await import('./audit/verify-audit.ts');
    process.exitCode = await verifyAudit(options);
  });

export const audit = command('audit', 'Lists and verifies the audit log.');
for (const each of [list, verify]) audit.addCommand(each);
