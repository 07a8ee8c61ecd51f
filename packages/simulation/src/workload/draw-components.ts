import type { Draw } from '../random.ts';

const MAX_QUANTITY = 2;

/** Draws one or two components of a bundle. */
export function drawComponents(draw: Draw, stocked: readonly string[]) {
  const first = draw.int('first component', 0, stocked.length - 1);
  const skus = [...stocked.slice(first), ...stocked.slice(0, first)].slice(
    0,
    draw.chance('two components', 0.5) ? 2 : 1,
  );
  return skus.map((sku) => ({ sku, quantity: draw.int(`${sku} in a bundle`, 1, MAX_QUANTITY) }));
}
