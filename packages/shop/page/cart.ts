/**
 * The cart of this browser. It keeps SKUs, quantities and the title to show; prices are read from the API at each view. The order is
 * placed with `POST /v1/guest/orders`. The routes of carts can replace this module: nothing else knows where lines are kept.
 */
export type CartLine = { readonly sku: string; readonly title: string; readonly quantity: number };

const KEY = 'tradepost-shop-cart';
export const MAX_QUANTITY = 99;

export function readCart(): readonly CartLine[] {
  try {
    const lines: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(lines) ? lines.filter(isLine) : [];
  } catch {
    return [];
  }
}

/** Adds units of a SKU to its line, or a new line. */
export function addToCart({ sku, title, quantity }: CartLine): void {
  const lines = readCart();
  const known = lines.find((line) => line.sku === sku);
  if (known !== undefined) setQuantity(sku, known.quantity + quantity);
  else write([...lines, { sku, title, quantity: Math.min(quantity, MAX_QUANTITY) }]);
}

/** Sets the units of a line; 0 removes it. */
export function setQuantity(sku: string, quantity: number): void {
  const bounded = Math.min(Math.max(0, Math.trunc(quantity)), MAX_QUANTITY);
  write(
    readCart().flatMap((line) => {
      if (line.sku !== sku) return [line];
      return bounded === 0 ? [] : [{ ...line, quantity: bounded }];
    }),
  );
}

export function emptyCart(): void {
  write([]);
}

/** Shows the number of units in the link to the cart. */
export function showCartCount(): void {
  const link = document.getElementById('cart-link');
  const units = readCart().reduce((sum, { quantity }) => sum + quantity, 0);
  if (link !== null) link.textContent = `Cart (${units})`;
}

function write(lines: readonly CartLine[]): void {
  localStorage.setItem(KEY, JSON.stringify(lines));
  showCartCount();
}

function isLine(line: unknown): line is CartLine {
  const { sku, title, quantity } = Object(line) as Partial<Record<keyof CartLine, unknown>>;
  return typeof sku === 'string' && typeof title === 'string' && typeof quantity === 'number';
}
