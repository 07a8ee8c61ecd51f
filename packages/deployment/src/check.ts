import { command } from '@tradepost/command-line/command';
import { stage, url } from '@tradepost/command-line/parsers';
import { service } from './services.ts';

export const check = command(
  'check',
  'Checks a deployed service, which it finds with the credentials of the environment.',
  {
    notes: `  - every resource of its template exists; alarms, log groups and roles are looked up, not only their stack
  - the stage's alarms have a subscriber; if not, it prints a warning
  - every GET route answers a call without a token: public routes with a result, all others by requiring one
  - with an access token of the staff in TRADEPOST_TOKEN, every GET route for staff accepts it`,
    examples: [
      'pnpm stage check orders --stage dev',
      'pnpm stage check orders --stage dev --url http://127.0.0.1:4000   routes of npm start',
    ],
    exitCodes: '0 if everything is right, 1 if something is not or if the check is impossible',
  },
)
  .argument('<service>', 'name of the service', service('<service>'))
  .requiredOption('--stage <name>', 'the stage', stage)
  .option('--url <url>', 'checks the routes below this address only, without AWS', url('--url'))
  .action(async (name, options) => {
    const { checkDeployed } = await import('./check/check-deployed.ts');
    process.exitCode = await checkDeployed(name, options.stage, options.url);
  });
