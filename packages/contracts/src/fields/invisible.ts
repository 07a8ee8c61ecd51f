/**
 * Scripts in which ZERO WIDTH JOINER and NON-JOINER change how a word is written: those with cursive joining and those
 * with a virama.
 * @see https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters
 */
const JOINING_SCRIPTS = [
  ...['Arabic', 'Syriac', 'Mandaic', 'Nko', 'Mongolian', 'Phags_Pa', 'Adlam', 'Hanifi_Rohingya', 'Sogdian'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam'],
  ...['Sinhala', 'Khmer', 'Myanmar', 'Tibetan', 'Balinese', 'Javanese', 'Meetei_Mayek', 'Newa', 'Grantha'],
];
const JOINING = `[${JOINING_SCRIPTS.map((script) => String.raw`\p{Script_Extensions=${script}}`).join('')}]`;

/** UTS #51, section 2.2: a character of an emoji, with its presentation selector or skin tone. */
const EMOJI = String.raw`\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?`;

let compiled: RegExp | undefined;

/** Compiled at the first text with a joiner: compilation takes some milliseconds, and few texts have a joiner. */
function misplacedJoiner(): RegExp {
  compiled ??= new RegExp(
    String.raw`(?<!${JOINING})\u200c|(?<!${JOINING}|${EMOJI}(?=\u200d\p{Extended_Pictographic}))\u200d`,
    'gu',
  );
  return compiled;
}

/** UTS #51, section 2.4: a black flag, up to six tag characters and CANCEL TAG are the flag of a region, such as Wales. */
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e007a}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

/**
 * Soft hyphen, Hangul fillers, zero-width space, bidirectional embeddings, overrides and isolates, word joiner, invisible
 * operators, deprecated format characters, byte order mark, interlinear annotations. Embeddings, overrides and isolates
 * change the order of all text that follows (Unicode Standard Annex #9, section 2; Unicode Technical Standard #55,
 * section 3.1). The marks LRM, RLM and ALM have no such scope and are part of texts in Hebrew and Arabic, so they stay.
 */
const INVISIBLE = /[\u00ad\u115f\u1160\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;

/**
 * Takes a text; returns it without invisible characters, which make texts differ that look the same or change how a text
 * looks. Joiners stay between the characters of an emoji and in the scripts that need them,
 * variation selectors stay, and so do the marks LRM, RLM and ALM.
 */
export function withoutInvisible(text: string): string {
  const kept = text.replace(INVISIBLE, '').replace(TAGS, '$1');
  return /[\u200c\u200d]/.test(kept) ? kept.replace(misplacedJoiner(), '') : kept;
}
