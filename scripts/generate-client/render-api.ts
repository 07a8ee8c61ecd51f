import { join } from 'node:path';
import { PROBLEMS } from '@tradepost/contracts/problem';
import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

/** Where the client has its types. */
export const API_FILE = join(import.meta.dirname, '../../packages/client/src/generated/api.ts');

const HEADING = `/**
 * The API as the contracts have it: \`pnpm client:generate\` writes this file. Change a contract, never this.
 */
`;

/** Makes the source of the client's types, with the list of the routes that take an `Idempotency-Key`. */
export async function renderApi(): Promise<string> {
  const document = toOpenApi(await loadRegistry());
  const types = await openapiTypes(withoutExamples(document) as OpenAPI3, {
    alphabetize: true,
    // What has a default may be left out of what is sent; what is answered says itself what it always has.
    defaultNonNullable: false,
  });
  return [
    HEADING,
    astToString(types.filter(isOfUse).map(allowUndefined)),
    renderCodes(),
    renderKeyed(document),
  ].join('\n');
}

/** They are in the reference, and would be most of what a reader of the types sees. */
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

/** Names that it always gives, and that have nothing in them here. */
function isOfUse(node: ts.Node): boolean {
  return !(ts.isTypeAliasDeclaration(node) && ['webhooks', '$defs'].includes(node.name.text));
}

/** What may be absent may also be undefined: JSON and queries leave it out. */
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

/** A list that the client has at hand when it runs; types are gone by then. */
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

type Parameter = { readonly $ref?: string; readonly in?: string; readonly name?: string };

function takesKey(operation: unknown, components: Readonly<Record<string, unknown>>): boolean {
  const { parameters } = operation as { parameters: readonly Parameter[] };
  return parameters.some((parameter) => {
    const { $ref } = parameter;
    const meant = $ref === undefined ? parameter : (components[$ref.split('/').at(-1) ?? ''] as Parameter);
    return meant.in === 'header' && meant.name === 'Idempotency-Key';
  });
}
