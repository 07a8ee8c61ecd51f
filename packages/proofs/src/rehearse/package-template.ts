import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWithReferences } from '@tradepost/compiled-service/packaging/json-references';
import { STATE_FILE } from '@tradepost/compiled-service/packaging/service-state';
import type { Template } from './adapt-template.ts';

type State = { service: { provider: { compiledCloudFormationTemplate: Template } } };

/** Reads the compiled template of a package that `serverless package` made. */
export async function readTemplate(packageDir: string): Promise<Template> {
  return (await readState(packageDir)).service.provider.compiledCloudFormationTemplate;
}

/**
 * Writes a package with another template. The code of its functions stays where it is: a package names it by absolute
 * paths.
 *
 * @param packageDir the original package, which is not changed
 * @param targetDir the folder of the new package
 */
export async function writePackage(packageDir: string, targetDir: string, template: Template): Promise<void> {
  const state = await readState(packageDir);
  state.service.provider.compiledCloudFormationTemplate = template;
  await mkdir(targetDir, { recursive: true });
  await writeFile(join(targetDir, STATE_FILE), JSON.stringify(state));
}

async function readState(packageDir: string): Promise<State> {
  return parseWithReferences(await readFile(join(packageDir, STATE_FILE), 'utf8')) as State;
}
