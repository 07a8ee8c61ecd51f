import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CloudFormationTemplate, readServiceState, STATE_FILE } from './service-state.ts';

/**
 * Makes the paths of a package right for the folder that it is in: the framework writes the path at which its bundler
 * first put each file, and deploys from there.
 *
 * @param folder a package, possibly made on another machine
 * @param place folder to which it will be moved. Defaults to the folder that it is in
 */
export function relocatePackage(folder: string, place = folder): void {
  const file = join(folder, STATE_FILE);
  const state = readFileSync(file, 'utf8').replace(
    /"artifact": "(?:[^"/]*\/)*([^"/]+\.zip)"/g,
    (_, name: string) => `"artifact": ${JSON.stringify(join(resolve(place), name))}`,
  );
  writeFileSync(file, state);
}

/**
 * Writes a package with another template. The code of its functions stays where it is: a relocated package names it by
 * absolute paths.
 *
 * @param packageDir the original package, which is not changed
 * @param targetDir the folder of the new package
 */
export function writePackage(packageDir: string, targetDir: string, template: CloudFormationTemplate): void {
  const { state } = readServiceState(packageDir, packageDir);
  const provider = { ...state.service.provider, compiledCloudFormationTemplate: template };
  mkdirSync(targetDir, { recursive: true });
  writeFileSync(
    join(targetDir, STATE_FILE),
    JSON.stringify({ ...state, service: { ...state.service, provider } }),
  );
}
