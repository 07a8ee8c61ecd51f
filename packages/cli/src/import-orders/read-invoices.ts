import type { FileLine } from './file-line.ts';
import type { Invoice } from './to-orders.ts';

/** The line on which each invoice's last line begins: after it, the invoice is complete. */
export type LastLines = ReadonlyMap<string, number>;

/**
 * Groups a file's lines into invoices. An invoice is returned as soon as its last line was read, so that memory holds only
 * the lines between the first and the last line of an invoice.
 */
export async function* readInvoices(
  lines: AsyncIterable<FileLine>,
  lastLines: LastLines,
): AsyncGenerator<Invoice> {
  const open = new Map<string, FileLine[]>();
  for await (const line of lines) {
    const known = open.get(line.invoice);
    const gathered = known ?? [];
    gathered.push(line);
    const last = lastLines.get(line.invoice);
    if (last === undefined || line.line > last) throw new Error(FILE_CHANGED);
    if (line.line === last) {
      open.delete(line.invoice);
      yield { number: line.invoice, lines: gathered };
    } else if (known === undefined) {
      open.set(line.invoice, gathered);
    }
  }
  if (open.size > 0) throw new Error(FILE_CHANGED);
}

const FILE_CHANGED = 'the file changed while it was read: start the import again';
