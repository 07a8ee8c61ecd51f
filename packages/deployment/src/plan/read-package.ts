import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FUNCTION, type Template, toComparable } from './template.ts';

/** The framework's name for the template that it deploys. */
const TEMPLATE_FILE = 'cloudformation-template-update-stack.json';

/** Reads the template of a package (`pnpm stage package`), comparable. */
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
