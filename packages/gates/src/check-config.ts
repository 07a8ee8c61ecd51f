import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { UsageError } from '@tradepost/command-line/usage-error';
import { compileStages } from '@tradepost/compiled-service/packaging/compile-services';
import { checkTemplates } from './check-config/check-templates.ts';
import { describeFindings } from './check-config/describe-findings.ts';
import { exceptions } from './check-config/exceptions.ts';
import { type CheckOptions, parseCheckOptions, USAGE } from './check-config/options.ts';
import { rules } from './check-config/rules.ts';

/** `pnpm check:config`: checks the configuration of every service against the rules. `--help` has the options. */
async function checkConfig({ stages, services }: CheckOptions): Promise<number> {
  // All services are compiled even if some are named: they refer to each other.
  const compiled = await compileStages(stages);
  const names = new Set(compiled.flatMap((stage) => stage.services.map(({ name }) => name)));
  const unknown = services.find((name) => !names.has(name));
  if (unknown !== undefined)
    throw new UsageError(`--service must be one of ${[...names].join(', ')}, not ${JSON.stringify(unknown)}`);
  const wanted = services.length === 0 ? [...names] : services;
  const findings = checkTemplates(compiled, rules, exceptions).filter(({ service }) =>
    wanted.includes(service),
  );
  if (findings.length > 0) console.error(`${describeFindings(findings)}\n`);
  console.log(
    `${rules.length} rules, ${wanted.length} services (${wanted.join(', ')}), stages ${stages.join(', ')}: ${findings.length} findings`,
  );
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = await runCommandLine({
  name: 'check:config',
  usage: USAGE,
  parse: parseCheckOptions,
  run: checkConfig,
  failureCode: 2,
});
