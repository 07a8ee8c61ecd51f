import { element } from './dom.ts';
import { showMoney } from './money.ts';

/** The amounts of a cart's quote or of an order. */
type Amounts = {
  readonly currency: string;
  readonly taxIncluded: boolean;
  readonly shipping: readonly { readonly name: string; readonly totalMinor: number }[];
  readonly discounts: readonly {
    readonly name: string;
    readonly code?: string | undefined;
    readonly minor: number;
  }[];
  readonly taxes: readonly { readonly name: string; readonly ppm: number; readonly taxMinor: number }[];
  readonly totals: { readonly linesMinor: number; readonly totalMinor: number; readonly dueMinor: number };
};

const PPM_OF_PERCENT = 10_000;

/** A table of the amounts between the lines and the total, each as the API computed it. */
export function summaryOf({ currency, taxIncluded, ...amounts }: Amounts): HTMLElement {
  const { shipping, discounts, taxes, totals } = amounts;
  const show = (amountMinor: number) => showMoney({ amountMinor, currency });
  const row = (name: string, amount: string, attributes: Readonly<Record<string, string>> = {}) =>
    element(
      'tr',
      attributes,
      element('th', { scope: 'row' }, name),
      element('td', { class: 'price' }, amount),
    );
  const ofTaxes = taxes.map(({ name, ppm, taxMinor }) =>
    row(
      `${taxIncluded ? 'including ' : ''}${name} ${ppm / PPM_OF_PERCENT} %`,
      show(taxMinor),
      taxIncluded ? { class: 'quiet' } : {},
    ),
  );
  return element(
    'table',
    { class: 'summary' },
    element(
      'tbody',
      {},
      row('Goods', show(totals.linesMinor)),
      ...discounts.map(({ name, code, minor }) =>
        row(code === undefined ? name : `${name} (${code})`, `−${show(minor)}`),
      ),
      ...shipping.map(({ name, totalMinor }) =>
        row(`Shipping: ${name}`, totalMinor === 0 ? 'free' : show(totalMinor)),
      ),
      ...(taxIncluded ? [] : ofTaxes),
      row('Total', show(totals.totalMinor), { class: 'total' }),
      ...(taxIncluded ? ofTaxes : []),
    ),
  );
}
