import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { holdCodes, releaseCodes, useCodes } from '@tradepost/contracts/pricing/commands';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { asFunction } from '@tradepost/testing/as-function';
import { toMessage } from '@tradepost/testing/messages';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import * as codeCommands from './commands/code-commands.ts';
import { createDeps } from './deps.ts';
import { distribute, shardsFor } from './domain/discount-code.ts';
import { create } from './domain/terms.ts';

export const TABLE_NAME = 'tradepost-dev-pricing-terms';
export const NOW = '2026-01-01T10:00:00.000Z';
const CAUSE = { actor: 'merchandiser-1', correlationId: 'cor-1' };

/** Ids are numbered: `idOf('cod', 7)` is `cod_…0007`. */
export const idOf = <const Prefix extends string>(prefix: Prefix, number: number) =>
  `${prefix}_${String(number).padStart(26, '0')}` as const;

/** The commands, run with the permissions of the function that handles them. */
export const commands = {
  holdCodes: asFunction('tradepost-dev-pricing-commands', codeCommands.holdCodes),
  useCodes: asFunction('tradepost-dev-pricing-commands', codeCommands.useCodes),
  releaseCodes: asFunction('tradepost-dev-pricing-commands', codeCommands.releaseCodes),
};

/** Dependencies at a time. */
export function depsAt(client: DynamoDBDocumentClient, now: string | (() => string) = NOW) {
  process.env['TERMS_TABLE_NAME'] = TABLE_NAME;
  return {
    ...createDeps(client, typeof now === 'string' ? () => now : now),
    idFromKey: createIdFromKey(async () => 'pepper'),
  };
}

export type SpecDeps = ReturnType<typeof depsAt>;

/** Sets the environment variables that handlers read. */
export function putEnvironment(endpoint: string): void {
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: { endpoint } }),
    POWERTOOLS_SERVICE_NAME: 'pricing',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    TERMS_TABLE_NAME: TABLE_NAME,
    STAGE: 'dev',
    COMMANDS_DEAD_LETTERS_URL: 'http://127.0.0.1/dead-letters',
    CATALOG_DEAD_LETTERS_URL: 'http://127.0.0.1/dead-letters',
  });
}

type CodeRules = {
  readonly limit?: number;
  readonly limitPerCustomer?: number;
  readonly validFrom?: string;
  readonly validUntil?: string;
};

/** Creates a code, whose id has a number. */
export async function putCode(deps: SpecDeps, number: number, code: string, rules: CodeRules = {}) {
  const id = idOf('cod', number);
  const shards = shardsFor(rules.limit);
  const shardLimits = rules.limit === undefined ? undefined : distribute(rules.limit, Array(shards).fill(0));
  const terms = {
    ...{ id, code, status: 'active' as const, promotionIds: [idOf('prm', number)], shards, ...rules },
    ...(shardLimits === undefined ? {} : { shardLimits: [...shardLimits] }),
  };
  await deps.codes.create(id, create(terms), { ...CAUSE, fingerprint: code });
  return id;
}

const attributes = (type: string, order: number) => ({
  id: `${type}-${order}`,
  correlationId: `cor-${order}`,
});

export const toHold = (
  order: number,
  codes: string[],
  customerKey?: string,
  budgets?: { promotionId: `prm_${string}`; currency: string; minor: number }[],
) =>
  toMessage(
    holdCodes,
    {
      ...{ orderId: idOf('ord', order), codes },
      ...(customerKey === undefined ? {} : { customerKey }),
      ...(budgets === undefined ? {} : { budgets }),
    },
    attributes('hold', order),
  );
export const toUse = (order: number) =>
  toMessage(useCodes, { orderId: idOf('ord', order) }, attributes('use', order));
export const toRelease = (order: number) =>
  toMessage(releaseCodes, { orderId: idOf('ord', order) }, attributes('release', order));

/** Sums the counters of a code. */
export async function usesOf(deps: SpecDeps, codeId: string) {
  const { state } = await deps.codes.load(codeId);
  if (state === undefined) throw new Error(`there is no code ${codeId}`);
  const counters = (await deps.codes.countersOf([state])).get(codeId) ?? [];
  return {
    taken: counters.reduce((sum, each) => sum + each.taken, 0),
    used: counters.reduce((sum, each) => sum + each.used, 0),
  };
}

/** Returns all items whose partition begins with a text. */
export async function itemsOf(client: DynamoDBDocumentClient, prefix: string) {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: TABLE_NAME, ExclusiveStartKey: from }));
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items.filter(({ pk }) => String(pk).startsWith(prefix));
}
