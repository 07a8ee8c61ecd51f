import { command } from '@tradepost/command-line/command';
import { UsageError } from '@tradepost/command-line/usage-error';

export const matrix = command(
  'matrix',
  'Lists the services that a change requires to be deployed, the platform first.',
  {
    examples: [
      'pnpm stage matrix --from v0.1.0                      between that commit and HEAD',
      'git diff --name-only main | pnpm stage matrix --stdin',
      'pnpm stage matrix --all                              for a new stage',
    ],
  },
)
  .option('--from <ref>', 'services that differ from this commit')
  .option('--to <ref>', 'the later commit', 'HEAD')
  .option('--stdin', 'a list of changed paths; a changed lockfile then affects every service')
  .option('--all', 'all services')
  .option('--json', 'for GitHub Actions: {"platform": true, "services": ["orders"], "removed": []}')
  .action(async ({ from, to, stdin, all, json }) => {
    if ([from, stdin, all].filter((each) => each !== undefined).length !== 1)
      throw new UsageError('one of --from, --stdin and --all is required');
    const { describeMatrix, toJson } = await import('./matrix/describe-matrix.ts');
    const { matrixBetween, matrixOfAll, matrixOfPaths } = await import('./matrix/to-matrix.ts');
    const found = all
      ? matrixOfAll()
      : from === undefined
        ? await matrixOfPaths(process.stdin)
        : matrixBetween(from, to);
    console.log(json ? toJson(found) : describeMatrix(found));
  });
