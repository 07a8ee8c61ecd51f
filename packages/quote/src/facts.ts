import { type Condition, type Fact, type Facts, holds } from './condition.ts';
import type { PricedLine } from './price-lines.ts';
import { QuoteError } from './quote-error.ts';
import type { QuoteInput } from './quote-input.ts';

const ATTRIBUTE = 'attributes.';

/**
 * Facts about the cart before discounts: `subtotal` in minor units and `units`, both of all lines or of those that `where` names,
 * `customerGroup`, `channel`, `country`, `region`.
 */
export function cartFacts(input: QuoteInput, lines: readonly PricedLine[]): Facts {
  const { currency, destination } = input;
  const matching = (where: Condition | undefined) =>
    lines.filter((line) => holds(where, lineFacts(line, currency)));
  const read = (field: string, where: Condition | undefined): Fact => {
    switch (field) {
      case 'subtotal':
        return matching(where).reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
      case 'units':
        return matching(where).reduce((sum, line) => sum + line.quantity, 0);
      case 'customerGroup':
        return input.customerGroups;
      case 'channel':
        return input.channel;
      case 'country':
        return destination.country;
      case 'region':
        return destination.region;
      default:
        throw unknownField(field, 'a cart');
    }
  };
  return { currency, read };
}

/** Facts about a line: `sku`, `units`, `unitPrice` in minor units, `priceList`, `taxClass`, `attributes.` with a name. */
export function lineFacts(line: PricedLine, currency: string): Facts {
  const read = (field: string): Fact => {
    switch (field) {
      case 'sku':
        return line.offer.sku;
      case 'units':
        return line.quantity;
      case 'unitPrice':
        return line.unitPriceMinor;
      case 'priceList':
        return line.priceList;
      case 'taxClass':
        return line.offer.taxClass;
      default: {
        if (!field.startsWith(ATTRIBUTE)) throw unknownField(field, 'a line');
        const { attributes = {} } = line.offer;
        const name = field.slice(ATTRIBUTE.length);
        return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      }
    }
  };
  return { currency, read };
}

/** Facts about a shipping method: `methodId`. */
export function shippingFacts({ methodId }: { readonly methodId: string }, currency: string): Facts {
  const read = (field: string): Fact => {
    if (field === 'methodId') return methodId;
    throw unknownField(field, 'a shipping method');
  };
  return { currency, read };
}

function unknownField(field: string, of: string): QuoteError {
  return new QuoteError('condition.field', `must be a field of ${of}`, field);
}
