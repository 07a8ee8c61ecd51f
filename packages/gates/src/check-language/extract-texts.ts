import ts from 'typescript';

/** Kinds of text that people read in a source file. */
export type TextKind = 'comment' | 'test name' | 'description' | 'message' | 'documentation';

/** A text with the line of its first character, from 1. */
export type FoundText = {
  readonly kind: TextKind;
  readonly line: number;
  readonly text: string;
};

/** Functions whose first argument is part of a test's name. */
const TEST_FUNCTIONS: ReadonlySet<string> = new Set(['describe', 'it', 'test']);
/** Functions and constructors whose texts are shown to people: errors, log lines, console output. */
const MESSAGE_FUNCTIONS =
  /(?:^|\.)(?:(?:\w*[Ll]ogger|console)\.\w+|std(?:out|err)\.write|\w*(?:Error|Exception|Fault))$/;
const DESCRIPTION_FUNCTIONS = /(?:^|\.)describe$/;
const DESCRIPTION_PROPERTIES: ReadonlySet<string> = new Set(['summary', 'description', 'title', 'detail']);
/** Comments for tools, not for people. */
const DIRECTIVE = /^(?:biome-ignore|eslint-|@ts-|prettier-|@__|#__|<reference|@type|@see|https?:)/;

/**
 * Takes a file's path and source; returns the texts in it that people read. TypeScript and JavaScript are read by the
 * compiler's parser; YAML and Markdown by their lines.
 */
export function extractTexts(path: string, source: string): readonly FoundText[] {
  if (path.endsWith('.md')) return documentationIn(source);
  if (/\.ya?ml$/.test(path)) return yamlTextsIn(source);
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ESNext, true);
  return [...commentsIn(file), ...stringsIn(file)];
}

/** Comments, each run of `//` lines as one text, without the comment marks. */
function commentsIn(file: ts.SourceFile): readonly FoundText[] {
  const found: { line: number; lastLine: number; isLineComment: boolean; text: string }[] = [];
  const seen = new Set<number>();
  const add = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end, kind } of ranges ?? []) {
      if (seen.has(pos)) continue;
      seen.add(pos);
      const line = lineOf(file, pos);
      const isLineComment = kind === ts.SyntaxKind.SingleLineCommentTrivia;
      const text = withoutMarks(file.text.slice(pos, end));
      const before = found.at(-1);
      if (before?.isLineComment && isLineComment && before.lastLine === line - 1) {
        before.text += ` ${text}`;
        before.lastLine = line;
      } else found.push({ line, lastLine: lineOf(file, end), isLineComment, text });
    }
  };
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    add(ts.getLeadingCommentRanges(file.text, node.getFullStart()));
    add(ts.getTrailingCommentRanges(file.text, node.getEnd()));
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return found
    .filter(({ text }) => text !== '' && !DIRECTIVE.test(text))
    .map(({ line, text }) => ({ kind: 'comment', line, text }));
}

function withoutMarks(comment: string): string {
  return comment
    .replace(/^\/\*+|\*\/$|^\/\//g, '')
    .split('\n')
    .map((line) => line.trim().replace(/^\*+/, '').trim())
    .join(' ')
    .trim();
}

function stringsIn(file: ts.SourceFile): readonly FoundText[] {
  const found: FoundText[] = [];
  const add = (kind: TextKind, node: ts.Node | undefined) => {
    for (const text of node === undefined ? [] : literalsIn(node)) {
      found.push({ kind, line: lineOf(file, text.getStart(file)), text: textOf(text) });
    }
  };
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = calleeOf(node.expression, file);
      const [first] = node.arguments ?? [];
      if (TEST_FUNCTIONS.has(callee.split('.')[0] ?? '')) add('test name', first);
      else if (DESCRIPTION_FUNCTIONS.test(callee)) add('description', first);
      else if (MESSAGE_FUNCTIONS.test(callee))
        for (const argument of node.arguments ?? []) add('message', argument);
    }
    if (ts.isPropertyAssignment(node)) {
      const name = node.name.getText(file);
      if (DESCRIPTION_PROPERTIES.has(name)) add('description', node.initializer);
      if (name === 'message') add('message', node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `it.each([…])('…')` is `it`; `context.logger.warn` is itself. */
function calleeOf(expression: ts.Expression, file: ts.SourceFile): string {
  if (ts.isCallExpression(expression) || ts.isTaggedTemplateExpression(expression)) {
    return calleeOf(ts.isCallExpression(expression) ? expression.expression : expression.tag, file);
  }
  return expression.getText(file).replaceAll(/\s/g, '');
}

type TextNode = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression;

/** Text literals of an argument: itself, the parts of a sum, and the branches of a condition. */
function literalsIn(node: ts.Node): readonly TextNode[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
    return [node];
  }
  if (ts.isBinaryExpression(node)) return [...literalsIn(node.left), ...literalsIn(node.right)];
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  return [];
}

/** The text; each expression of a template is `…`. */
function textOf(node: TextNode): string {
  if (!ts.isTemplateExpression(node)) return node.text;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

function yamlTextsIn(source: string): readonly FoundText[] {
  const found: { kind: TextKind; line: number; text: string }[] = [];
  let lastCommentLine = -1;
  for (const [index, line] of source.split('\n').entries()) {
    const comment = /^\s*#(?!!)(.*)$/.exec(line)?.[1]?.trim();
    const description = /^\s*(?:Alarm)?[Dd]escription: (.+)$/.exec(line)?.[1]?.trim();
    const previous = found.at(-1);
    if (comment !== undefined && previous !== undefined && lastCommentLine === index) {
      previous.text += ` ${comment}`;
    } else if (comment !== undefined && comment !== '')
      found.push({ kind: 'comment', line: index + 1, text: comment });
    else if (description !== undefined)
      found.push({ kind: 'description', line: index + 1, text: description });
    if (comment !== undefined) lastCommentLine = index + 1;
  }
  return found;
}

/** Lines outside code blocks, without inline code and the targets of links. */
function documentationIn(source: string): readonly FoundText[] {
  let isCode = false;
  return source.split('\n').flatMap((line, index): readonly FoundText[] => {
    const isFence = line.trimStart().startsWith('```');
    if (isFence) isCode = !isCode;
    const text = line
      .replaceAll(/`[^`]*`/g, '`…`')
      .replaceAll(/\]\([^)]*\)/g, ']')
      .trim();
    return isCode || isFence || text === '' ? [] : [{ kind: 'documentation', line: index + 1, text }];
  });
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}
