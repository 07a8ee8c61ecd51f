import { parseArgs } from 'node:util';
import { toStage } from '@tradepost/command-line/to-stage';
import { STAGES } from '@tradepost/compiled-service/packaging/compile-services';

export type CheckOptions = { readonly stages: readonly string[]; readonly services: readonly string[] };

export const USAGE = `Checks the compiled CloudFormation of every service against this repository's rules.

  pnpm check:config [options]

  --stage NAME     a stage, personal ones included; may be given several times (default: ${STAGES.join(', ')})
  --service NAME   a service; may be given several times (default: all)

Exit code: 0 if nothing is found, 1 if something is, 2 for a wrong command line or if the templates cannot be checked.`;

/**
 * Takes the command line's arguments; returns the options, or `help`.
 *
 * @throws Error if they are wrong
 */
export function parseCheckOptions(args: readonly string[]): CheckOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stage: { type: 'string', multiple: true, default: STAGES },
      service: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values.help ? 'help' : { stages: values.stage.map(toStage), services: values.service };
}
