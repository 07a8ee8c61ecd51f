import { UsageError } from '@tradepost/command-line/usage-error';
import { MalformedFile } from './malformed-file.ts';

/** Fields of an order line, by the column names of the UCI Online Retail data set. */
export const FIELDS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
  'Currency',
  'CancelledAt',
] as const;

export type Field = (typeof FIELDS)[number];

/** Columns set by `--map`; empty for a field that the file does not have. */
export type ColumnMap = Readonly<Partial<Record<Field, string>>>;

/** The index of each field in a record; -1 if the file has no column for it. */
export type ColumnPlaces = Readonly<Record<Field, number>>;

/** Fields that an order line requires. */
const REQUIRED: ReadonlySet<Field> = new Set(['InvoiceNo', 'StockCode', 'Quantity', 'UnitPrice']);

/**
 * Names that shops and ERP systems use for each field, besides its own, as `normalize` writes them: Shopify,
 * WooCommerce, Online Retail II, SAP and German, French and Spanish software.
 */
const ALIASES: Readonly<Record<Field, readonly string[]>> = {
  InvoiceNo: words(
    'invoice invoicenumber invoiceid order orderno ordernumber orderid ordername',
    'rechnung rechnungsnr rechnungsnummer beleg belegnr belegnummer auftrag auftragsnr auftragsnummer',
    'bestellung bestellnr bestellnummer bestellungsnr',
    'facture numerodefacture commande numerodecommande factura pedido numerodepedido',
  ),
  StockCode: words(
    'sku lineitemsku itemsku productsku variantsku productcode itemcode itemno itemnumber articleno articlenumber',
    'artikel artikelnr artikelnummer material materialnr materialnummer codearticle codigo',
  ),
  Description: words(
    'title lineitemname itemname productname producttitle product',
    'bezeichnung artikelbezeichnung beschreibung designation descripcion producto',
  ),
  Quantity: words('qty lineitemquantity itemquantity units menge anzahl stuck quantite cantidad'),
  InvoiceDate: words(
    'date orderdate createdat datum rechnungsdatum bestelldatum auftragsdatum belegdatum datedecommande fecha',
  ),
  UnitPrice: words(
    'price lineitemprice itemprice itemcost unitcost preis einzelpreis stuckpreis nettopreis',
    'prix prixunitaire precio preciounitario',
  ),
  CustomerID: words(
    'customer customerno customernumber kunde kundennr kundennummer kundenid client numeroclient cliente',
  ),
  Country: words('shippingcountry countrycode land lieferland pays pais'),
  CancelledAt: words('canceledat cancellationdate stornodatum'),
  Currency: words('currencycode wahrung devise moneda divisa'),
};

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}

/** Short names of fields in `--map`. */
const FIELD_NAMES: Readonly<Record<string, Field>> = {
  ...Object.fromEntries(FIELDS.map((field) => [field.toLowerCase(), field])),
  ...{ order: 'InvoiceNo', sku: 'StockCode', title: 'Description', date: 'InvoiceDate' },
  ...{ price: 'UnitPrice', customer: 'CustomerID' },
};

/**
 * Parses the value of `--map`, such as `sku=Artikel,UnitPrice=Preis,CustomerID=`.
 *
 * @throws UsageError if it names an unknown field, or no column for a required field
 */
export function parseColumnMap(map: string): ColumnMap {
  const names: Partial<Record<Field, string>> = {};
  for (const pair of map.split(',').filter((each) => each.trim() !== '')) {
    const equals = pair.indexOf('=');
    const name = pair
      .slice(0, equals === -1 ? undefined : equals)
      .trim()
      .toLowerCase();
    const field = Object.hasOwn(FIELD_NAMES, name) ? FIELD_NAMES[name] : undefined;
    if (equals === -1 || field === undefined) {
      throw new UsageError(
        `--map must be FIELD=COLUMN, where FIELD is one of ${FIELDS.join(', ')}, not ${JSON.stringify(pair)}`,
      );
    }
    const column = pair.slice(equals + 1).trim();
    if (column === '' && REQUIRED.has(field)) {
      throw new UsageError(`--map must name a column for ${field}: an order line needs it`);
    }
    names[field] = column;
  }
  return names;
}

/**
 * Finds the column of each field in a file's header: by `--map`, by the field's name, or by an alias; capitals,
 * spaces and signs make no difference.
 *
 * @param line on which the header is
 * @throws MalformedFile if a required column is missing, or if two columns could be the same field
 */
export function findColumns(titles: readonly string[], line: number, map: ColumnMap): ColumnPlaces {
  const places = FIELDS.map((field) => [field, placeOf(field, titles, line, map)] as const);
  return Object.fromEntries(places) as Record<Field, number>;
}

/** Returns whether the header has all required columns. */
export function hasRequiredColumns(titles: readonly string[], map: ColumnMap): boolean {
  return [...REQUIRED].every((field) => candidatesOf(field, titles, map).length > 0);
}

/** Returns whether a header is that of the UCI Online Retail data set, first or second edition. */
export function isOnlineRetail(titles: readonly string[], places: ColumnPlaces): boolean {
  const invoice = titles[places.InvoiceNo];
  return titles[places.StockCode] === 'StockCode' && (invoice === 'InvoiceNo' || invoice === 'Invoice');
}

function placeOf(field: Field, titles: readonly string[], line: number, map: ColumnMap): number {
  const candidates = candidatesOf(field, titles, map);
  const [first, second] = candidates;
  if (first !== undefined && second === undefined) return first;
  const wanted = map[field] ?? field;
  if (first === undefined) {
    if (map[field] === '' || (map[field] === undefined && !REQUIRED.has(field))) return -1;
    throw new MalformedFile(line, wanted, `the header has no column ${wanted}; ${describeTitles(titles)}`);
  }
  const named = candidates.map((place) => JSON.stringify(titles[place]));
  if (new Set(named).size === 1) throw new MalformedFile(line, wanted, 'two columns have this name');
  throw new MalformedFile(
    line,
    wanted,
    `${named.join(' and ')} could each be ${field}: name one, as in --map ${field}=${titles[first]}`,
  );
}

/** Returns the places of all columns that could be the field's, by the best kind of match. */
function candidatesOf(field: Field, titles: readonly string[], map: ColumnMap): readonly number[] {
  const wanted = map[field] ?? field;
  if (wanted === '') return [];
  const find = (matches: (title: string) => boolean) =>
    titles.flatMap((title, place) => (matches(title) ? [place] : []));
  const exact = find((title) => title === wanted);
  if (exact.length > 0) return exact;
  const similar = find((title) => normalize(title) === normalize(wanted));
  if (similar.length > 0 || map[field] !== undefined) return similar;
  const aliases = find((title) => ALIASES[field].includes(normalize(title)));
  if (aliases.length > 0 || field !== 'InvoiceNo') return aliases;
  // Shopify calls the order's number `Name`, which elsewhere is a person's or a product's.
  const isShopify = titles.some((title) => normalize(title).startsWith('lineitem'));
  return isShopify ? find((title) => normalize(title) === 'name') : [];
}

/** Normalizes a column name: `Order No.`, `order_no` and `ORDER NO` are the same. */
function normalize(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

function describeTitles(titles: readonly string[]): string {
  const shown = titles.slice(0, 20).map((title) => JSON.stringify(title.slice(0, 60)));
  const more = titles.length > shown.length ? ', …' : '';
  return `it has ${shown.join(', ')}${more} (--map names a column)`;
}
