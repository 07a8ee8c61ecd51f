import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { ROOT } from './root.ts';

type EventRule = {
  readonly source: unknown;
  readonly types?: readonly string[];
  readonly inbox?: string;
  /** The rule turns its events into this command. */
  readonly command?: string;
};

/** Tags of CloudFormation are not resolved: no rule depends on them. */
const parseYaml = (file: string): unknown => parse(read(file), { logLevel: 'error' });
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The rules that deliver events as they are, with the folder of their service. */
const rules = globSync('services/*/resources/rules.yml', { cwd: ROOT }).flatMap((file) =>
  Object.entries(parseYaml(file) as Record<string, EventRule>)
    .filter(([, rule]) => rule.types !== undefined && rule.command === undefined)
    .map(([name, rule]) => ({ name, rule, service: dirname(dirname(file)) })),
);

/** Types of the events whose contracts a source imports: `productCreated` is the contract of `ProductCreated`. */
function importedTypes(source: string): readonly string[] {
  const { statements } = ts.createSourceFile('consumer.ts', source, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const named = statement.importClause?.namedBindings;
    if (!/^@tradepost\/contracts\/\w+\/events$/.test(statement.moduleSpecifier.text)) return [];
    if (named === undefined || !ts.isNamedImports(named)) return [];
    return named.elements.map(({ name: { text } }) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`);
  });
}

/** Types of the events that the consumers of an inbox handle. */
function handledTypes(service: string, inbox: string | undefined): readonly string[] {
  return globSync(`${service}/src/consumers/*.yml`, { cwd: ROOT })
    .filter((file) => (parseYaml(file) as { readonly inbox?: string }).inbox === inbox)
    .flatMap((file) => importedTypes(read(file.replace(/yml$/, 'ts'))));
}

describe('the rules of an inbox', () => {
  it('were found', () => {
    expect(rules.map(({ name }) => name)).toContain('ProductChanged');
  });

  it.each(rules)('deliver all events that its consumers handle, and no others: $service', (found) => {
    const delivered = rules
      .filter(({ service, rule }) => service === found.service && rule.inbox === found.rule.inbox)
      .flatMap(({ rule }) => rule.types ?? []);
    expect(handledTypes(found.service, found.rule.inbox).toSorted()).toEqual(delivered.toSorted());
  });
});
