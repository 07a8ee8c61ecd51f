import { command } from '@tradepost/command-line/command';
import { withTarget } from './api/target.ts';

export const token = withTarget(
  command(
    'token',
    'Prints an access token for the API, alone on its last line: on this machine of any local user, on a stage your own.',
    {
      notes: [
        'On this machine, --as takes the customers ada and grace, a role of the staff (support, merchandiser, warehouse,',
        'finance, operator, auditor, admin), a machine (bff, erp), or the developer, who has every scope of the staff.',
        'With --stage, a browser signs you in to the staff pool of that stage; the stage is found with the credentials of the',
        'environment. Commands read the token from TRADEPOST_TOKEN.',
      ].join('\n'),
      examples: [
        'pnpm -s tradepost token --as operator',
        'curl -H "Authorization: Bearer $(pnpm -s tradepost token --as ada)" http://127.0.0.1:4000/v1/me/orders',
        'export TRADEPOST_TOKEN=$(pnpm -s tradepost token --stage dev)',
      ],
      exitCodes: '0, 1 if there is no token',
    },
  )
    .option('--as <name>', 'user or machine on this machine; without it, the developer')
    .option('--fresh', 'with --stage: signs in again, for routes that need a recent sign-in'),
).action(async (options) => {
  const { printToken } = await import('./token/print-token.ts');
  await printToken(options);
});
