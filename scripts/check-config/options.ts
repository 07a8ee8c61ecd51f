import { parseArgs } from 'node:util';
import { STAGES } from '../templates/compile-services.ts';

export type CheckOptions = { readonly stages: readonly string[]; readonly services: readonly string[] };

export const USAGE = `Holds the compiled CloudFormation of every service to the house's rules.

  pnpm check:config [options]

  --stage NAME     ${STAGES.join(' and ')} where none is named; may be given several times, any name will do
  --service NAME   all where none is named; may be given several times

Ends with 0 where nothing is found, 1 where something is, 2 where the templates cannot be checked.`;

/**
 * Takes the command line's arguments; returns what they ask for, or `help`.
 *
 * @throws Error in plain words
 */
export function parseCheckOptions(args: readonly string[]): CheckOptions | 'help' {
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : [...args],
    options: {
      stage: { type: 'string', multiple: true, default: STAGES },
      service: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values.help ? 'help' : { stages: values.stage, services: values.service };
}
