import { checkTemplates } from './check-config/check-templates.ts';
import { describeFindings } from './check-config/describe-findings.ts';
import { exceptions } from './check-config/exceptions.ts';
import { parseCheckOptions, USAGE } from './check-config/options.ts';
import { rules } from './check-config/rules.ts';
import { compileStages } from './templates/compile-services.ts';

/** `pnpm check:config`: whether every service is configured as the house wants it. `--help` has the options. */
async function main(): Promise<number> {
  const options = parseCheckOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const { stages, services } = options;
  // All are compiled even where some are named: they refer to each other.
  const compiled = await compileStages(stages);
  const names = new Set(compiled.flatMap((stage) => stage.services.map(({ name }) => name)));
  const unknown = services.find((name) => !names.has(name));
  if (unknown !== undefined) throw new Error(`--service ${unknown}: there are ${[...names].join(', ')}`);
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

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`check:config: ${(error as Error).message}`);
  process.exitCode = 2;
}
