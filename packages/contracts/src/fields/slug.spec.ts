import { slug, slugOf } from './slug.ts';

describe('slug', () => {
  it.each([
    ...[
      'mug',
      'blue-mug-2',
      '2',
      '青いマグ',
      'größe-m',
      'кружка-синяя',
      'كوب-أزرق',
      'मग-नीला',
      'ถ้วย',
      'a'.repeat(100),
    ],
  ])('accepts %s', (value) => {
    expect(slug.parse(value)).toBe(value);
  });

  it('returns Unicode NFC', () => {
    expect(slug.parse('cafe\u0301')).toBe('caf\u00e9');
  });

  it.each([
    ...[
      '',
      'Mug',
      'Größe',
      'ГОСТ',
      'blue--mug',
      '-mug',
      'mug-',
      'blau_mug',
      'blue mug',
      'a/b',
      'a.b',
      '100%',
      '\u{1f375}',
    ],
    ...['a\u200bb', 'a\u2013b', '青い\u3000マグ', 'a'.repeat(101), '\ud800'],
  ])('rejects %j', (value) => {
    expect(slug.safeParse(value).success).toBe(false);
  });
});

describe('slugOf', () => {
  it.each([
    ['Enamel mug', 'enamel-mug'],
    ['  Blue mug, 0.5 l (new!) ', 'blue-mug-0-5-l-new'],
    ['青いマグ', '青いマグ'],
    ['Größe M', 'größe-m'],
    ['Cafe\u0301', 'caf\u00e9'],
    ["Ada's mug", 'adas-mug'],
    ['ＦＵＬＬ　ＷＩＤＴＨ', 'full-width'],
    ['İstanbul', 'i\u0307stanbul'],
    ['कप नीला', 'कप-नीला'],
    ['می\u200cخواهم', 'میخواهم'],
  ])('returns a slug for %s', (title, expected) => {
    expect(slugOf(title)).toBe(expected);
  });

  it.each(['!!!', '🎉', ' ', '---'])('returns undefined for %j', (title) => {
    expect(slugOf(title)).toBeUndefined();
  });

  it('appends the suffix within 100 characters', () => {
    expect(slugOf('Enamel mug', '5m7r0c1e')).toBe('enamel-mug-5m7r0c1e');
    expect(slugOf('🐍'.repeat(3) + 'x'.repeat(200), '5m7r0c1e')).toBe(`${'x'.repeat(91)}-5m7r0c1e`);
  });

  it('returns slugs that the schema accepts, for titles in any script', () => {
    const titles = [
      ...[
        'Ǆ ǅ ǆ',
        'ΟΔΟΣ ΟΔΟΣ',
        'ﬁ ﬂ ß ẞ',
        '① ½ ²',
        'Tiếng Việt',
        'ＡＢＣ-１２３',
        'עִבְרִית',
        '한국어 컵',
        '\u1e9b\u0323',
      ],
      ...[`${'a'.repeat(99)} b`, `${'é'.normalize('NFD').repeat(120)}`, 'ᏣᎳᎩ', 'ꭰꮳ', 'x\u0345 \u0345'],
    ];
    for (const title of titles) {
      const made = slugOf(title) ?? '';
      expect([title, slug.safeParse(made)]).toEqual([title, { success: true, data: made }]);
    }
  });
});
