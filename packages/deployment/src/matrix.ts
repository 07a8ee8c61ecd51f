import { command } from '@tradepost/command-line/command';
import { UsageError } from '@tradepost/command-line/usage-error';

export const matrix = command(
  'matrix',
  'Lists the services that a change requires to be deployed, the platform first.',
  {
    examples: [
      'pnpm stage matrix --from v0.1.0                      between that commit and HEAD',
      'pnpm stage matrix --all                              for a new stage',
    ],
  },
)
  .option('--from <ref>', 'services that differ from this commit')
  .option('--to <ref>', 'the later commit', 'HEAD')
  .option('--all', 'all services')
  .option('--json', 'for GitHub Actions: {"platform": true, "services": ["orders"], "removed": []}')
  .action(async ({ from, to, all, json }) => {
    if ((from === undefined) === (all === undefined))
      throw new UsageError('one of --from and --all is required');
    const { describeMatrix, toJson } = await import('./matrix/describe-matrix.ts');
    const { matrixBetween, matrixOfAll } = await import('./matrix/to-matrix.ts');
    const found = from === undefined ? matrixOfAll() : matrixBetween(from, to);
    console.log(json ? toJson(found) : describeMatrix(found));
  });
