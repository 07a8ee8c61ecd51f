import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROBLEMS } from '@tradepost/contracts/problem';
import { loadRegistry } from '@tradepost/contracts/registry';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { toOpenApi } from '../openapi/to-openapi.ts';
import { OWN_APIS } from './own-apis.ts';

/** File with the generated types of the client. */
export const API_FILE = join(import.meta.dirname, '../../../../packages/client/src/generated/api.ts');

const HEADING = `/**
 * The API as the contracts have it: \`pnpm generate client\` writes this file. Change a contract, never this.
 */
`;

/**
 * Returns the source of the client's types, with the routes that take an `Idempotency-Key` and the paths of services with an API
 * of their own.
 */
export async function renderApi(): Promise<string> {
  const registry = await loadRegistry();
  const document = toOpenApi(registry);
  const types = await openapiTypes(withoutExamples(withTokenHeaders(document)) as OpenAPI3, {
    alphabetize: true,
    // A field with a default is optional in requests. Responses list their required fields themselves.
    defaultNonNullable: false,
  });
  return [
    HEADING,
    astToString(types.filter(isOfUse).map(allowUndefined)),
    renderCodes(),
    renderKeyed(document),
    renderOwnApis(registry.routes.map(({ contract }) => contract)),
  ].join('\n');
}

/** Schemes of tokens of one cart or order. Each is an option of the calls that need it. */
const TOKEN_SCHEMES = ['cartToken', 'orderToken'] as const;

/** Adds the headers with tokens to the parameters: openapi-typescript does not read security requirements. */
function withTokenHeaders(document: ReturnType<typeof toOpenApi>): object {
  const schemes = document.components.securitySchemes as Readonly<Record<string, { readonly name: string }>>;
  const complete = (operation: unknown) => {
    const { security, parameters, ...rest } = operation as Operation;
    const headers = TOKEN_SCHEMES.filter((scheme) => security.some((each) => scheme in each)).map(
      (scheme) => ({ in: 'header', name: schemes[scheme]?.name, required: true, schema: { type: 'string' } }),
    );
    return { ...rest, security, parameters: [...parameters, ...headers] };
  };
  const paths = Object.entries(document.paths).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, each]) => [method, complete(each)])),
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Writes the file; returns its path. */
export async function writeApi(): Promise<string> {
  await writeFile(API_FILE, await renderApi());
  return API_FILE;
}

/** Removes examples: the reference has them, and in the types they would take more space than everything else. */
function withoutExamples(value: unknown, within = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutExamples(each));
  if (typeof value !== 'object' || value === null) return value;
  const isExample = (key: string) => within !== 'properties' && (key === 'example' || key === 'examples');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isExample(key))
      .map(([key, each]) => [key, withoutExamples(each, key)]),
  );
}

/** openapi-typescript always exports these types, which are empty here. */
function isOfUse(node: ts.Node): boolean {
  return !(ts.isTypeAliasDeclaration(node) && ['webhooks', '$defs'].includes(node.name.text));
}

/** An optional field may also be undefined: JSON and queries leave it out. */
function allowUndefined(node: ts.Node): ts.Node {
  const visit = (each: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(each, visit, undefined);
    if (!ts.isPropertySignature(inner) || inner.questionToken === undefined || inner.type === undefined)
      return inner;
    if (inner.type.kind === ts.SyntaxKind.NeverKeyword) return inner;
    const { factory } = ts;
    const type = factory.createUnionTypeNode([
      inner.type,
      factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword),
    ]);
    return factory.updatePropertySignature(inner, inner.modifiers, inner.name, inner.questionToken, type);
  };
  return visit(node);
}

function renderCodes(): string {
  const codes = Object.keys(PROBLEMS).toSorted();
  return `export type ProblemCode =\n${codes.map((code) => `    | '${code}'`).join('\n')};\n`;
}

/** A value, because the client needs the list at run time. */
function renderKeyed({ paths, components }: ReturnType<typeof toOpenApi>): string {
  const keyed = Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => takesKey(operation, components.parameters))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    .toSorted();
  return `/** Routes that take an Idempotency-Key. */\nexport const KEYED_ROUTES: ReadonlySet<string> = new Set([\n${keyed
    .map((route) => `    '${route}',`)
    .join('\n')}\n]);\n`;
}

function renderOwnApis(routes: readonly { readonly service: string; readonly path: string }[]): string {
  const apis = OWN_APIS.map((api) => {
    const paths = routes.filter(({ service }) => service === api).map(({ path }) => path);
    const lines = [...new Set(paths)].toSorted().map((path) => `        '${path}',\n`);
    return `    ${api}: [\n${lines.join('')}    ],\n`;
  });
  return [
    '/** Paths of services with an API of their own, which has an address of its own on a stage without a custom domain. */',
    `export const OWN_API_PATHS = {\n${apis.join('')}} as const;\n`,
    'export type OwnApi = keyof typeof OWN_API_PATHS;\n',
  ].join('\n');
}

type Operation = { readonly security: readonly object[]; readonly parameters: readonly Parameter[] };
type Parameter = { readonly $ref?: string; readonly in?: string; readonly name?: string };

function takesKey(operation: unknown, components: Readonly<Record<string, unknown>>): boolean {
  const { parameters } = operation as Operation;
  return parameters.some((parameter) => {
    const { $ref } = parameter;
    const meant = $ref === undefined ? parameter : (components[$ref.split('/').at(-1) ?? ''] as Parameter);
    return meant.in === 'header' && meant.name === 'Idempotency-Key';
  });
}
