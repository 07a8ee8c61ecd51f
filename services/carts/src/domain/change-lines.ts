import { changing } from './changeable.ts';
import { MAX_LINES, MAX_UNITS_OF_LINE } from './limits.ts';

type AboveMaximum = {
  readonly code: 'QUANTITY_ABOVE_MAXIMUM';
  readonly sku: string;
  readonly maxQuantity: number;
};
type TooLarge = { readonly code: 'CART_TOO_LARGE'; readonly maxLines: number };

/**
 * Adds units of a SKU: to its line if there is one, otherwise as a new line.
 *
 * @param maxQuantity most units of the SKU that one order may have
 */
export const addLine = (sku: string, quantity: number, maxQuantity = MAX_UNITS_OF_LINE) =>
  changing<AboveMaximum | TooLarge>(({ lines, lastLine }) => {
    const line = lines.find((each) => each.sku === sku);
    const units = (line?.quantity ?? 0) + quantity;
    if (units > maxQuantity) return { rejection: { code: 'QUANTITY_ABOVE_MAXIMUM', sku, maxQuantity } };
    if (line !== undefined)
      return { events: [{ type: 'QuantitySet', lineId: line.lineId, quantity: units }] };
    if (lines.length >= MAX_LINES) return { rejection: { code: 'CART_TOO_LARGE', maxLines: MAX_LINES } };
    return { events: [{ type: 'LineAdded', line: { lineId: `L${lastLine + 1}`, sku, quantity } }] };
  });

/** Sets the units of a line; 0 removes it. */
export const setQuantity = (lineId: string, quantity: number) =>
  changing<AboveMaximum | { readonly code: 'LINE_NOT_FOUND'; readonly lineId: string }>(({ lines }) => {
    const line = lines.find((each) => each.lineId === lineId);
    if (line === undefined) return { rejection: { code: 'LINE_NOT_FOUND', lineId } };
    if (quantity === 0) return { events: [{ type: 'LineRemoved', lineId }] };
    if (quantity > MAX_UNITS_OF_LINE)
      return {
        rejection: { code: 'QUANTITY_ABOVE_MAXIMUM', sku: line.sku, maxQuantity: MAX_UNITS_OF_LINE },
      };
    return line.quantity === quantity
      ? { events: [] }
      : { events: [{ type: 'QuantitySet', lineId, quantity }] };
  });
