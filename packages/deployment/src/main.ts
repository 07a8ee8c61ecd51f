import { command } from '@tradepost/command-line/command';
import { run } from '@tradepost/command-line/run';
import { check } from './check.ts';
import { deploy } from './deploy.ts';
import { matrix } from './matrix.ts';
import { packageCommand } from './package.ts';
import { plan } from './plan.ts';
import { sbom } from './sbom.ts';

const stage = command('stage', 'Packages, plans, deploys and checks services on a stage on AWS.', {
  notes: 'pnpm stage COMMAND --help has the options of a command.',
  examples: [
    'pnpm stage plan --stage dev --deployed   what a deployment would change, and whether it would succeed',
    'pnpm stage deploy --all --stage dev      every service, the platform first',
    'pnpm stage check orders --stage dev      whether everything is there and answers',
  ],
})
  .addCommand(matrix)
  .addCommand(packageCommand)
  .addCommand(plan)
  .addCommand(deploy)
  .addCommand(check)
  .addCommand(sbom);

await run(stage);
