import ts from 'typescript';

/** A part of a source that runs as a whole: a module, a body of a function, a branch, a case, a loop's body. */
export type Region = { readonly id: string; readonly start: number; readonly end: number };

type Insertion = { readonly at: number; readonly text: string };
type Regions = {
  readonly regions: readonly Region[];
  /** The source with a call of `globalThis.__reached` at the beginning of each region. */
  readonly instrumented: string;
};

/**
 * Divides a source into regions.
 *
 * @param path from the repository's root; the ids of regions begin with it
 */
export function toRegions(path: string, file: ts.SourceFile): Regions {
  const regions: Region[] = [];
  const openings: Insertion[] = [];
  const closings: Insertion[] = [];
  const begin = (start: number, end: number): string => {
    const id = `${path}:${start}`;
    regions.push({ id, start, end });
    return `globalThis.__reached?.(${JSON.stringify(id)})`;
  };
  const enclose = (node: ts.Node, before: (call: string) => string, after: string): void => {
    openings.push({ at: node.getStart(), text: before(begin(node.getStart(), node.getEnd())) });
    closings.push({ at: node.getEnd(), text: after });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isBlock(node))
      openings.push({ at: node.getStart() + 1, text: `${begin(node.getStart(), node.getEnd())};` });
    else if (ts.isCaseOrDefaultClause(node)) {
      const [first] = node.statements;
      if (first !== undefined)
        openings.push({ at: first.getStart(), text: `${begin(first.getStart(), node.getEnd())};` });
    } else if (isBranchStatement(node)) enclose(node, (call) => `{${call};`, '}');
    else if (isBranchExpression(node)) enclose(node, (call) => `(${call}, `, ')');
    ts.forEachChild(node, visit);
  };
  const module = begin(0, file.getEnd());
  ts.forEachChild(file, visit);
  return { regions, instrumented: `${insert(file.text, openings, closings)}\n;${module};\n` };
}

/** Returns the innermost region around a part of a source. */
export function regionAt(
  regions: readonly Region[],
  { start, end }: { readonly start: number; readonly end: number },
): Region | undefined {
  return regions
    .filter((region) => region.start <= start && end <= region.end)
    .reduce<Region | undefined>(
      (inner, each) => (inner && inner.end - inner.start < each.end - each.start ? inner : each),
      undefined,
    );
}

function isBranchStatement(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isStatement(node) || ts.isBlock(node)) return false;
  if (ts.isIfStatement(parent)) return node === parent.thenStatement || node === parent.elseStatement;
  return ts.isIterationStatement(parent, false) && node === parent.statement;
}

function isBranchExpression(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isArrowFunction(parent)) return node === parent.body;
  if (ts.isConditionalExpression(parent)) return node === parent.whenTrue || node === parent.whenFalse;
  if (!ts.isBinaryExpression(parent) || node !== parent.right) return false;
  return SHORT_CIRCUITS.has(parent.operatorToken.kind);
}

const SHORT_CIRCUITS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Inserts texts. At one place closings precede openings, and outer openings precede inner ones, in the order of visits. */
function insert(text: string, openings: readonly Insertion[], closings: readonly Insertion[]): string {
  const all = [...closings, ...openings].map((each, order) => ({ ...each, order }));
  all.sort((one, other) => one.at - other.at || one.order - other.order);
  let result = '';
  let from = 0;
  for (const { at, text: inserted } of all) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  return result + text.slice(from);
}
