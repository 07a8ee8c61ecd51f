/** A fenced block of code in a page. */
export type CodeBlock = {
  readonly file: string;
  /** Line of the page at which the code begins. */
  readonly line: number;
  readonly language: string;
  /** The rest of the line after the language, such as a folder. */
  readonly info: string;
  readonly code: string;
};

const FENCE = /^( *)(`{3,})([^`]*)$/;

/**
 * Finds the fenced blocks of code of a page. The indentation of a block, within a list, is removed from its lines.
 *
 * @param file path of the page
 * @param markdown content of the page
 */
export function findCodeBlocks(file: string, markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly indent: string; readonly fence: string; readonly block: CodeBlock } | undefined;
  markdown.split('\n').forEach((text, index) => {
    const [, indent = '', fence = '', words = ''] = FENCE.exec(text) ?? [];
    const [language = '', ...info] = words.split(' ');
    if (open === undefined) {
      if (fence !== '')
        open = { indent, fence, block: { file, line: index + 2, language, info: info.join(' '), code: '' } };
      return;
    }
    if (text.trim() === open.fence) {
      blocks.push(open.block);
      open = undefined;
      return;
    }
    const line = text.startsWith(open.indent) ? text.slice(open.indent.length) : text;
    open = { ...open, block: { ...open.block, code: `${open.block.code}${line}\n` } };
  });
  return blocks;
}
