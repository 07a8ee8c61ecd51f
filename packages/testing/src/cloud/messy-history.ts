/** Returns an order history as CSV, with most kinds of lines that are placed or skipped. Equal numbers give equal files. */
export function messyHistory({
  invoices,
  skus,
}: {
  readonly invoices: number;
  readonly skus: number;
}): string {
  const lines = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  const next = createRandom(7);
  const pick = <Item>(items: readonly Item[]): Item => items[next(items.length)] as Item;
  for (let number = 0; number < invoices; number += 1) {
    const invoice = number % 11 === 10 ? `C${536_000 + number}` : String(536_000 + number);
    const customer = pick(['17850.0', '12583.0', '', '13047.0']);
    const country = pick(['United Kingdom', 'France', 'EIRE', 'Unspecified', 'Channel Islands']);
    const count = 1 + next(8);
    for (let each = 0; each < count; each += 1) {
      const sku = pick([
        `S${next(skus)}`,
        `S${next(skus)}`,
        `S${next(skus)}`,
        `s${next(skus)}`,
        `S ${next(skus)}`,
      ]);
      const code = pick([sku, sku, sku, sku, sku, sku, sku, 'POST', 'D']);
      const title = pick(['"TEA, GREEN"', 'MUG ', 'Crème brûlée', '', '"a ""fine"" thing"']);
      const quantity = pick([1, 2, 6, 12, 48, 1, 2, 6, 0, -3]);
      const price = pick(['2.55', '0.85', '3.39', '12.5', '7', '0.0']);
      lines.push([invoice, code, title, quantity, '2010-12-01 08:26:00', price, customer, country].join(','));
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Pseudo-random whole numbers below a bound: a linear congruential generator. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
