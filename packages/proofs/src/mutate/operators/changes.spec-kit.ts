import ts from 'typescript';
import { changed } from '../population/mutation.ts';
import type { Operator } from './operator.ts';

/** Returns the code after each change that an operator makes, with single spaces. */
export function changesOf(operator: Operator, code: string): readonly string[] {
  const file = ts.createSourceFile('code.ts', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const change of operator(node)) found.push(changed(code, change).replace(/\s+/g, ' '));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}
