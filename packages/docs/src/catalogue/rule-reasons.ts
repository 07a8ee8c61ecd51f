import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, parseDocument } from 'yaml';

/**
 * Reads why a service consumes events: the comment above the rule in `resources/rules.yml`, or at the head of the workflow that
 * a rule starts.
 *
 * @param root of the repository
 * @param service name of its folder
 * @param logicalId of the rule in the compiled template, such as `ProductChangedRule`
 * @throws Error if the rule has no comment
 */
export function reasonOfRule(root: string, service: string, logicalId: string): string {
  const folder = join(root, 'services', service);
  const file = join(folder, 'resources', 'rules.yml');
  const name = logicalId.replace(/Rule$/, '');
  const comment = commentAbove(file, name) ?? headOfWorkflow(folder, logicalId);
  if (comment === undefined) {
    throw new Error(
      `${file}: give the rule ${name} a comment with the reason why ${service} consumes its events`,
    );
  }
  return comment;
}

function commentAbove(file: string, key: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const document = parseDocument(readFileSync(file, 'utf8'), { customTags: [] });
  if (!isMap(document.contents)) return undefined;
  const { items } = document.contents;
  const index = items.findIndex((item) => keyOf(item) === key);
  const found = items[index]?.key as { readonly commentBefore?: string | null } | undefined;
  // The comment above the first key belongs to the map or the document.
  const first = index === 0 ? (document.contents.commentBefore ?? document.commentBefore) : undefined;
  return toSentence(found?.commentBefore ?? first);
}

function keyOf({ key }: { readonly key: unknown }): string {
  return String((key as { readonly value?: unknown }).value);
}

/** The logical id of a workflow's rule begins with that of the workflow: `FulfilOrderEventsRule…`. */
function headOfWorkflow(folder: string, logicalId: string): string | undefined {
  for (const path of globSync('src/*/*.yml', { cwd: folder })) {
    const text = readFileSync(join(folder, path), 'utf8');
    const id = /^id: (\w+)$/m.exec(text)?.[1];
    if (id === undefined || !logicalId.startsWith(id)) continue;
    const lines = text.split('\n');
    const end = lines.findIndex((line) => !line.startsWith('#'));
    return toSentence(
      lines
        .slice(0, end)
        .map((line) => line.slice(1))
        .join('\n'),
    );
  }
  return undefined;
}

function toSentence(comment: string | null | undefined): string | undefined {
  const text = comment?.replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}
