import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { isMissingStack } from '../aws/list-stack.ts';
import { deploymentRegion } from '../aws/region.ts';
import { FUNCTION, type Template, toComparable } from './template.ts';

/** Reads the template of a service from a folder of templates; undefined if the folder has none. */
export async function readLastDeployed(dir: string, service: string): Promise<Template | undefined> {
  const file = join(dir, `${service}.json`);
  if (!existsSync(file)) return undefined;
  return toComparable(JSON.parse(await readFile(file, 'utf8')) as Template, new Map());
}

/** The template of a service's stack, with the hashes of the code that its functions run; undefined if there is no stack. */
export async function fetchLastDeployed(service: string, stage: string): Promise<Template | undefined> {
  const StackName = `tradepost-${stage}-${service}`;
  const cloudformation = new CloudFormationClient({ region: deploymentRegion() });
  try {
    const { TemplateBody = '' } = await cloudformation.send(new GetTemplateCommand({ StackName }));
    const template = JSON.parse(TemplateBody) as Template;
    return toComparable(template, await fetchHashes(template));
  } catch (error) {
    if (isMissingStack(error)) return undefined;
    throw error;
  }
}

async function fetchHashes(template: Template): Promise<ReadonlyMap<string, string>> {
  const lambda = new LambdaClient({ region: deploymentRegion() });
  const hashes = new Map<string, string>();
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== FUNCTION) continue;
    const FunctionName = String(Properties?.['FunctionName']);
    try {
      const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
      if (Configuration?.CodeSha256 !== undefined) hashes.set(id, Configuration.CodeSha256);
    } catch (error) {
      // The function was deleted by hand, so its code is unknown.
      if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    }
  }
  return hashes;
}
