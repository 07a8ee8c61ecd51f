import { parseArgs } from 'node:util';

export type MatrixOptions = {
  readonly source: 'git' | 'stdin' | 'all';
  readonly from: string;
  readonly to: string;
  readonly json: boolean;
};

export const USAGE = `Lists the services that a change requires to be deployed, the platform first.

  pnpm deploy:matrix --from REF [--to REF]     between two commits (to: HEAD)
  git diff --name-only … | pnpm deploy:matrix --stdin   a list of paths; a changed lockfile then affects every service
  pnpm deploy:matrix --all                     all services: for a new stage

  --json    for GitHub Actions: {"platform": true, "services": ["orders"], "removed": []}`;

/**
 * Parses the command line's arguments.
 *
 * @returns the options, or `help`
 * @throws Error that names the wrong argument
 */
export function parseMatrixOptions(args: readonly string[]): MatrixOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      to: { type: 'string', default: 'HEAD' },
      stdin: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const { from = '', to, json } = values;
  const chosen = [from !== '' && 'git', values.stdin && 'stdin', values.all && 'all'].filter(
    (each): each is MatrixOptions['source'] => each !== false,
  );
  const [source, ...more] = chosen;
  if (source === undefined || more.length > 0) throw new Error('name one of --from REF, --stdin and --all');
  return { source, from, to, json };
}
