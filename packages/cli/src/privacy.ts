import { command } from '@tradepost/command-line/command';
import { withTarget } from './api/target.ts';

const actions = () => import('./privacy/privacy.ts');
const api = () => import('./api/call-api.ts');

const list = withTarget(
  command(
    'list',
    'Prints a line for each privacy request: time, id, kind, status, customer or order, deadline, failure.',
    {
      notes: 'Newest first; with --open, the one that is due first at the top.',
      examples: ['pnpm tradepost privacy list --open --stage prod'],
    },
  ).option('--open', 'only requests that have not ended'),
).action(async ({ open, ...options }) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.list(client, open === true));
});

const approve = withTarget(
  command('approve', 'Approves an erasure that another person requested, and starts it.', {
    examples: ['pnpm tradepost privacy approve prq_01JD3XK8WQ4N6T2B9V5M7R0C1E --stage prod'],
  }).argument('<id>', 'id of the request, as list prints it'),
).action(async (id, options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.approve(client, id));
});

const applyErasures = command(
  'apply-erasures',
  'Erases again the people of the erasure list. For a table of subject keys that was restored, before it is used.',
  {
    notes: 'It invokes a function of the stage, not the API. A repeat changes nothing.',
    examples: ['pnpm tradepost privacy apply-erasures --stage prod'],
  },
)
  .option('--stage <name>', 'stage on AWS, with the credentials that the AWS SDK finds')
  .option('--region <name>', 'region of the stage')
  .option('--data <folder>', 'data folder of the local cloud (.tradepost)')
  .action(async (options) => {
    const run = await import('./privacy/apply-erasures.ts');
    process.exitCode = await run.applyErasures(options);
  });

export const privacy = command(
  'privacy',
  'Lists and approves privacy requests, and applies the erasure list after a restore.',
);
for (const each of [list, approve, applyErasures]) privacy.addCommand(each);
