import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { frameworkOf } from '@tradepost/local/packaging/package-service';
import { FUNCTION, type Template, toComparable } from './template.ts';

const TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
/** The framework's name for the template that it deploys. */
const TEMPLATE_FILE = 'cloudformation-template-update-stack.json';

/**
 * Packages a service as `serverless deploy` would, code and all, and returns its template, comparable. Throws with the
 * framework's own output where it cannot be packaged.
 *
 * @param dir the service's folder
 * @param params `name=value`, for `serverless package --param`
 */
export async function packageForPlan(
  dir: string,
  stage: string,
  params: readonly string[],
): Promise<Template> {
  const scratch = await mkdtemp(join(tmpdir(), 'deploy-plan-'));
  try {
    const args = [frameworkOf(dir), 'package', '--stage', stage, '--package', scratch];
    await promisify(execFile)(process.execPath, [...args, ...params.map((param) => `--param=${param}`)], {
      cwd: dir,
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    const template = JSON.parse(await readFile(join(scratch, TEMPLATE_FILE), 'utf8')) as Template;
    return toComparable(template, await hashPackages(scratch, template));
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${basename(dir)}: serverless package failed\n${`${stderr}${stdout}`.trim() || message}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Lambda hashes the package just as it comes. */
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
