import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { packageService } from '@tradepost/local/packaging/package-service';
import { withLock } from './lock.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');

/**
 * Takes the folder of a service below `services/`; returns the tables that its compiled template declares for the
 * stage `dev`. The service is packaged where no package of the same content is at hand.
 */
export async function tablesOf(service: string): Promise<readonly CreateTableCommandInput[]> {
  const dir = join(ROOT, 'services', service);
  if (!existsSync(join(dir, 'serverless.yml'))) throw new Error(`there is no service in ${dir}`);
  // Specs run in several processes, and two of them may want one service at the same time.
  const { template } = await withLock(join(CACHE_DIR, `${service}.lock`), () =>
    packageService(dir, { stage: 'dev', cacheDir: CACHE_DIR }),
  );
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::DynamoDB::Table')
    .map(({ Properties }) => toCreateTable(Properties as TableProperties));
}

type TableProperties = Pick<
  CreateTableCommandInput,
  | 'TableName'
  | 'AttributeDefinitions'
  | 'KeySchema'
  | 'BillingMode'
  | 'GlobalSecondaryIndexes'
  | 'LocalSecondaryIndexes'
> & { readonly StreamSpecification?: { readonly StreamViewType: 'NEW_AND_OLD_IMAGES' } };

/** What CloudFormation knows beyond this (recovery, encryption, protection) makes no difference to a spec. */
function toCreateTable(properties: TableProperties): CreateTableCommandInput {
  const { StreamSpecification: stream, GlobalSecondaryIndexes, LocalSecondaryIndexes } = properties;
  return {
    TableName: properties.TableName,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    BillingMode: properties.BillingMode ?? 'PAY_PER_REQUEST',
    ...(GlobalSecondaryIndexes === undefined ? {} : { GlobalSecondaryIndexes }),
    ...(LocalSecondaryIndexes === undefined ? {} : { LocalSecondaryIndexes }),
    ...(stream === undefined ? {} : { StreamSpecification: { StreamEnabled: true, ...stream } }),
  };
}
