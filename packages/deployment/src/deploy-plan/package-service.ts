import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { packageInto, TEMPLATE_FILE } from '../deploy-package/package-folder.ts';
import { FUNCTION, type Template, toComparable } from './template.ts';

/**
 * Packages a service with `serverless package`, code included, and returns its template, comparable.
 *
 * @param dir the service's folder
 * @param params `name=value`, for `serverless package --param`
 * @throws Error with the framework's own output if the service cannot be packaged
 */
export async function packageForPlan(
  dir: string,
  stage: string,
  params: readonly string[],
): Promise<Template> {
  const scratch = await mkdtemp(join(tmpdir(), 'deploy-plan-'));
  try {
    await packageInto(dir, stage, params, scratch);
    return await readPackage(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Reads the template of a package (`pnpm deploy:package`), comparable. */
export async function readPackage(folder: string): Promise<Template> {
  const template = JSON.parse(await readFile(join(folder, TEMPLATE_FILE), 'utf8')) as Template;
  return toComparable(template, await hashPackages(folder, template));
}

/** Hashes the zip file itself, as Lambda does. */
async function hashPackages(folder: string, template: Template): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    if (Type !== FUNCTION) continue;
    const { S3Key } = Properties['Code'] as { S3Key: string };
    const bytes = await readFile(join(folder, basename(S3Key)));
    hashes.set(id, createHash('sha256').update(bytes).digest('base64'));
  }
  return hashes;
}
