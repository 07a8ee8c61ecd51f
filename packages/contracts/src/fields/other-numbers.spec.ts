import type * as z from 'zod/mini';
import { address } from './address.ts';
import { customerId } from './identifiers.ts';
import { block, line, noCardNumber } from './text.ts';

/** Numbers per kind; there are five kinds. */
const COUNT = 20_000;

const note = block(500).check(noCardNumber());
const reference = line(100);
const phone = address.shape.phone;

/** Pseudo-random numbers from 0 to 1, the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const below = (random: Random, limit: number) => Math.floor(random() * limit);
const oneOf = <Item>(random: Random, items: readonly Item[]) => items[below(random, items.length)] as Item;
/** Fills a form: `#` is a digit, `?` a hexadecimal digit, `@` a capital letter. */
const fill = (random: Random, form: string) =>
  form.replace(/[#?@]/g, (sign) =>
    sign === '@'
      ? String.fromCharCode(65 + below(random, 26))
      : below(random, sign === '#' ? 10 : 16).toString(16),
  );

/** Calling code, trunk prefix, and groups of mobile and landline numbers of thirty countries. */
const PHONES: readonly (readonly [string, string, readonly string[]])[] = [
  ['49', '0', ['151 ########', '30 ########', '89 #### ####', '1512 #######', '4## ######']],
  ['55', '0', ['11 9####-####', '21 ####-####', '85 9#### ####']],
  ['62', '0', ['812-####-####', '813 #### #####', '21 #### ####', '857 ### ####']],
  ['52', '', ['55 #### ####', '33 #### ####', '1 55 #### ####']],
  ['1', '', ['(4##) 555-####', '5##-4##-####', '6## 5## ####']],
  ['44', '0', ['7### ######', '20 #### ####', '161 ### ####', '7### ### ###']],
  ['33', '0', ['6 ## ## ## ##', '1 4# ## ## ##']],
  ['34', '', ['6## ### ###', '91 ### ## ##']],
  ['39', '', ['3## ### ####', '06 #### ####', '02 ########', '0## ########']],
  ['31', '0', ['6 ########', '20 ### ####']],
  ['32', '0', ['47# ## ## ##', '2 ### ## ##']],
  ['41', '0', ['79 ### ## ##', '44 ### ## ##']],
  ['43', '0', ['664 #######', '1 ######', '676 ##########']],
  ['46', '0', ['70-### ## ##', '8-### ### ##']],
  ['47', '', ['4## ## ###', '2# ## ## ##']],
  ['45', '', ['## ## ## ##']],
  ['48', '', ['5## ### ###', '22 ### ## ##']],
  ['36', '06', ['20 ### ####', '1 ### ####', '70/###-####']],
  ['30', '', ['69# ### ####', '21# ### ####']],
  ['351', '', ['91# ### ###', '21# ### ###']],
  ['353', '0', ['8# ### ####', '1 ### ####']],
  ['380', '0', ['67 ### ## ##', '44 ### ####']],
  ['7', '8', ['9## ###-##-##', '495 ###-##-##']],
  ['90', '0', ['53# ### ## ##', '212 ### ## ##']],
  ['91', '0', ['9#### #####', '22 #### ####']],
  ['86', '0', ['138 #### ####', '10 #### ####']],
  ['81', '0', ['90-####-####', '3-####-####']],
  ['82', '0', ['10-####-####', '2-####-####']],
  ['61', '0', ['4## ### ###', '2 #### ####']],
  ['234', '0', ['803 ### ####', '1 ### ####']],
];

function phoneNumber(random: Random): string {
  const [code, trunk, forms] = oneOf(random, PHONES);
  const national = fill(random, oneOf(random, forms));
  const digits = national.replace(/\D/g, '');
  return oneOf(random, [
    `+${code} ${national}`,
    `+${code}${digits}`,
    `00${code}${digits}`,
    `00${code} ${national}`,
    `+${code} (${trunk}) ${national}`,
    `+${code}-${national.replace(/ /g, '-')}`,
    `+${code}.${digits}`,
    `${code}${digits}`,
    `${trunk}${national}`,
    `${trunk}${digits}`,
    `${trunk}${digits.slice(0, 4)}/${digits.slice(4)}`,
  ]);
}

function uuid(random: Random): string {
  const dashed = fill(random, `????????-????-4???-${oneOf(random, ['8', '9', 'a', 'b'])}???-????????????`);
  return oneOf(random, [dashed, dashed.toUpperCase(), dashed.replaceAll('-', ''), `{${dashed}}`]);
}

/** GS1 General Specifications, section 7.9. */
function gtin(random: Random): string {
  const length = oneOf(random, [8, 12, 13, 13, 14, 14]);
  const body = fill(random, '#'.repeat(length - 1));
  const sum = [...body].reduceRight(
    (total, digit, place) => total + Number(digit) * ((body.length - place) % 2 === 1 ? 3 : 1),
    0,
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** BBANs by country, from the SWIFT registry of IBANs. */
const BBANS: Readonly<Record<string, string>> = {
  ...{
    DE: '##################',
    FR: '####################A##',
    GB: '@@@@##############',
    NL: '@@@@##########',
  },
  ...{
    ES: '####################',
    IT: '@######################',
    BE: '############',
    AT: '################',
  },
  ...{ CH: '#################', SE: '####################', NO: '###########', DK: '##############' },
  ...{
    PL: '########################',
    PT: '#####################',
    FI: '##############',
    HR: '#################',
  },
  ...{
    CZ: '####################',
    HU: '########################',
    IE: '@@@@##############',
    GR: '#######################',
  },
  ...{
    LT: '################',
    SA: '####################',
    TR: '######################',
    BR: '#######################@#',
  },
};

/** ISO 13616: the check digits make the number modulo 97 one. */
function iban(random: Random): string {
  const country = oneOf(random, Object.keys(BBANS));
  const bban = fill(random, BBANS[country] ?? '');
  const digits = [...`${bban}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  const check = String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
  const whole = `${country}${check}${bban}`;
  const inFours = whole.match(/.{1,4}/g) ?? [];
  return oneOf(random, [
    whole,
    inFours.join(' '),
    inFours.join(' '),
    inFours.join('-'),
    inFours.join(' ').toLowerCase(),
  ]);
}

/** Order ids of Amazon, Shopify, eBay, Etsy, Walmart, Mercado Libre, TikTok Shop, Rakuten, Zalando, USPS labels. */
const ORDER_IDS = [
  ...[
    '4##-#######-#######',
    '1##-#######-#######',
    '5############',
    '6############',
    '4############',
    '#####',
  ],
  ...['##-#####-#####', '1###########-###########', '3#########', '2##############', '20000##########'],
  ...['5764##############', '######-202612##-##########', '101###########', '9405 5### #### #### #### ##'],
];

function orderId(random: Random): string {
  const id = fill(random, oneOf(random, ORDER_IDS));
  return oneOf(random, [id, `#${id}`, `gid://shop/Order/${id}`]);
}

const KINDS: readonly (readonly [string, (random: Random) => string, readonly [string, z.ZodMiniType][]])[] =
  [
    [
      'phone numbers of 30 countries',
      phoneNumber,
      [
        ['phone', phone],
        ['note', note],
      ],
    ],
    [
      'UUIDs',
      uuid,
      [
        ['reference', reference],
        ['customerId', customerId],
        ['note', note],
      ],
    ],
    [
      'GTINs',
      gtin,
      [
        ['reference', reference],
        ['note', note],
      ],
    ],
    [
      'IBANs',
      iban,
      [
        ['reference', reference],
        ['note', note],
      ],
    ],
    [
      'order ids of marketplaces',
      orderId,
      [
        ['reference', reference],
        ['customerId', customerId],
        ['note', note],
      ],
    ],
  ];

/** Texts that people write before a number in a note. */
const SENTENCES = ['', 'call ', 'EAN ', 'IBAN: ', 'order no. ', 'please ring twice, ', 'flat 12, '];

describe('a number that is not a card number', () => {
  it.each(KINDS)(`is accepted in its own field and in a note: 20,000 %s`, (_kind, make, fields) => {
    const random = randomFrom(1_815);
    const refused = [];
    let withCheckDigit = 0;
    for (let count = 0; count < COUNT; count += 1) {
      const made = make(random);
      withCheckDigit += passesLuhn(made.replace(/\D/g, '')) ? 1 : 0;
      for (const [name, schema] of fields) {
        const sent =
          name === 'note'
            ? `${oneOf(random, SENTENCES)}${made}${oneOf(random, ['', ', thanks', '.'])}`
            : made;
        if (!schema.safeParse(sent).success) refused.push(`${name}: ${sent}`);
      }
    }
    expect(refused).toEqual([]);
    // One in ten ends with the check digit of a card number. Without such numbers the test would prove nothing.
    expect(withCheckDigit).toBeGreaterThan(COUNT / 20);
  });
});

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reduceRight((total, digit, place) => {
    const weighted = (digits.length - place) % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
