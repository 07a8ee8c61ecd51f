import { awsError } from '../gateway/aws-error.ts';
import type { ApiKey, ApiKeyStore } from './api-key-store.ts';
import { badRequest, notFound, type OperationInput, type Operations, toPage } from './operation.ts';

/** Length of a key that a caller chooses. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const [MIN_VALUE_LENGTH, MAX_VALUE_LENGTH] = [20, 128];
const MAX_NAME_LENGTH = 1_024;

/** Creates the operations on API keys. */
export function createKeyOperations(store: ApiKeyStore): Operations {
  return {
    'POST /apikeys': ({ body }) => [201, toOutput(create(store, body), true)],
    'GET /apikeys': ({ query }) => {
      const [name, customerId] = [query.get('name'), query.get('customerId')];
      const found = store
        .list()
        .filter((key) => name === null || key.name.startsWith(name))
        .filter((key) => customerId === null || key.customerId === customerId);
      const { items, ...rest } = toPage(found, query);
      return [
        200,
        { item: items.map((key) => toOutput(key, query.get('includeValues') === 'true')), ...rest },
      ];
    },
    'GET /apikeys/:key': ({ path, query }) => [
      200,
      toOutput(requireKey(store, path['key']), query.get('includeValue') === 'true'),
    ],
    'PATCH /apikeys/:key': ({ path, body }) => {
      const { id } = requireKey(store, path['key']);
      store.update(id, toFields(body));
      return [200, toOutput(requireKey(store, id), false)];
    },
    'DELETE /apikeys/:key': ({ path }) => {
      store.remove(requireKey(store, path['key']).id);
      return [202, {}];
    },
  };
}

/** Returns a key. Throws a `NotFoundException` if there is no such key. */
export function requireKey(store: ApiKeyStore, id = ''): ApiKey {
  const key = store.get(id);
  if (key === undefined) throw notFound('Invalid API Key identifier specified');
  return key;
}

function create(store: ApiKeyStore, body: OperationInput['body']): ApiKey {
  const value = textIn(body, 'value');
  if (value !== undefined && (value.length < MIN_VALUE_LENGTH || value.length > MAX_VALUE_LENGTH))
    throw badRequest(
      `API Key value should be from ${MIN_VALUE_LENGTH} to ${MAX_VALUE_LENGTH} characters long`,
    );
  if (Array.isArray(body['stageKeys']) && body['stageKeys'].length > 0)
    throw badRequest('stageKeys is not supported by the local cloud: add the key to a usage plan');
  const created = store.add({
    value,
    name: checkName(textIn(body, 'name') ?? ''),
    description: textIn(body, 'description'),
    customerId: textIn(body, 'customerId'),
    enabled: body['enabled'] === true,
    tags: Object(body['tags'] ?? {}) as Record<string, string>,
  });
  if (created === undefined) throw awsError('ConflictException', 'API Key already exists', 409);
  return created;
}

/** Applies the operations of a patch. @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html */
function toFields({ patchOperations = [] }: OperationInput['body']): Parameters<ApiKeyStore['update']>[1] {
  if (!Array.isArray(patchOperations)) throw badRequest('patchOperations must be a list');
  const fields: { -readonly [K in keyof ApiKey]?: ApiKey[K] } = {};
  for (const { op, path, value } of patchOperations as readonly Record<string, unknown>[]) {
    if (op !== 'replace' || typeof value !== 'string' || !isPatched(path))
      throw badRequest(
        `Invalid patch path '${String(path)}' specified for op '${String(op)}'. Must be one of: [${PATCHED.join(', ')}]`,
      );
    if (path === '/enabled') fields.enabled = value === 'true';
    else if (path === '/name') fields.name = checkName(value);
    else if (path === '/description') fields.description = value;
    else fields.customerId = value;
  }
  return fields;
}

const PATCHED = ['/name', '/description', '/enabled', '/customerId'] as const;

function isPatched(path: unknown): path is (typeof PATCHED)[number] {
  return (PATCHED as readonly unknown[]).includes(path);
}

function checkName(name: string): string {
  if (name.length > MAX_NAME_LENGTH) throw badRequest(`name must have at most ${MAX_NAME_LENGTH} characters`);
  return name;
}

function textIn(body: OperationInput['body'], name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`${name} must be text`);
  return value;
}

/** Times are in seconds. */
function toOutput({ createdMs, updatedMs, value, ...key }: ApiKey, withValue: boolean): ApiKeyOutput {
  return {
    ...key,
    ...(withValue ? { value } : {}),
    createdDate: Math.floor(createdMs / 1_000),
    lastUpdatedDate: Math.floor(updatedMs / 1_000),
    stageKeys: [],
  };
}

type ApiKeyOutput = Omit<ApiKey, 'createdMs' | 'updatedMs' | 'value'> & {
  readonly value?: string;
  readonly createdDate: number;
  readonly lastUpdatedDate: number;
  readonly stageKeys: readonly string[];
};
