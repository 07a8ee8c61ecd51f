import ts from 'typescript';

/**
 * Parses a pattern: one expression, statements, properties of an object, or cases of a switch. Text that begins with `{`
 * is an object if it can be one; `name: …` is a property; an expression with a semicolon is a statement.
 *
 * In a pattern, `$name` stands for any expression, name or statement, and `$$$name` for any number of statements, cases,
 * arguments, elements or properties. Names that begin with `$_` may stand for different code each time.
 *
 * @returns the nodes of the pattern, in order
 * @throws if the text is no code
 */
export function parsePattern(text: string): readonly ts.Node[] {
  const code = text.trim();
  if (/^(?:case\b|default:)/.test(code)) return casesOf(code) ?? fail(code);
  const statements = (code.startsWith('{') ? parse(`(${code})`) : undefined) ?? parse(code);
  const [first, ...others] = statements ?? [];
  if (statements === undefined || (first !== undefined && ts.isLabeledStatement(first)))
    return propertiesOf(code) ?? fail(code);
  const isExpression = others.length === 0 && !code.endsWith(';');
  return isExpression && first && ts.isExpressionStatement(first) ? [first.expression] : statements;
}

function fail(code: string): never {
  throw new Error(`no code: ${code}`);
}

function casesOf(code: string): readonly ts.Node[] | undefined {
  const [statement] = parse(`switch (0) {${code}\n}`) ?? [];
  return statement && ts.isSwitchStatement(statement) ? statement.caseBlock.clauses : undefined;
}

function propertiesOf(code: string): readonly ts.Node[] | undefined {
  const [statement] = parse(`x = {${code}\n}`) ?? [];
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (!ts.isBinaryExpression(expression) || !ts.isObjectLiteralExpression(expression.right)) return undefined;
  return expression.right.properties;
}

/** Parses code as the body of an async function, because patterns contain `return` and `await`. */
function parse(code: string): readonly ts.Statement[] | undefined {
  const text = `async function pattern() {${code}\n}`;
  if (syntaxErrorsIn(text).length > 0) return undefined;
  const [wrapper] = toSourceFile('pattern.ts', text).statements;
  return wrapper && ts.isFunctionDeclaration(wrapper) ? wrapper.body?.statements : undefined;
}

/** Parses a source, without resolving types. */
export function toSourceFile(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
}

/** Returns the syntax errors of a source. */
export function syntaxErrorsIn(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
