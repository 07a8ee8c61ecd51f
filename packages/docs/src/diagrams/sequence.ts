import { type Drawing, text } from './svg.ts';

export type Step =
  /** A message between two participants, or of one to itself. */
  | { readonly from: string; readonly to: string; readonly text: string; readonly isReply?: boolean }
  /** A heading across all participants. */
  | { readonly heading: string };

export type Sequence = Omit<Drawing, 'body' | 'width' | 'height'> & {
  readonly participants: readonly string[];
  readonly steps: readonly Step[];
};

const COLUMN = 165;
const ROW = 34;
const TOP = 62;
/** Room for the text of a message of the last participant to itself. */
const LAST_NOTE_WIDTH = 70;
const HEADER_WIDTH = 135;
const HEADER_HEIGHT = 40;

/** Draws a sequence of messages between participants, the first one on the left. */
export function drawSequence({ participants, steps, ...drawing }: Sequence): Drawing {
  const columns = new Map(participants.map((name, index) => [name, index * COLUMN + COLUMN / 2 + 10]));
  const columnOf = (name: string): number => {
    const x = columns.get(name);
    if (x === undefined) throw new Error(`${drawing.name}: there is no participant "${name}"`);
    return x;
  };
  const width = participants.length * COLUMN + LAST_NOTE_WIDTH;
  const height = TOP + steps.length * ROW + 30;
  const arrow = `url(#${drawing.name}-arrow)`;
  const lifelines = [...columns.values()].map(
    (x) => `<path class="frame" d="M${x} ${TOP - 16}V${height - 10}"/>`,
  );
  const headers = [...columns].map(
    ([name, x]) =>
      `<rect class="box" x="${x - HEADER_WIDTH / 2}" y="6" width="${HEADER_WIDTH}" height="${HEADER_HEIGHT}" rx="6"/>
${text([name], x, 6 + HEADER_HEIGHT / 2, 'strong')}`,
  );
  const rows = steps.map((step, index) => {
    const y = TOP + index * ROW + ROW / 2 + 6;
    if ('heading' in step) return drawHeading(step.heading, y, width);
    return drawMessage(step, columnOf(step.from), columnOf(step.to), y, arrow);
  });
  return { ...drawing, width, height, body: [...lifelines, ...headers, ...rows].join('\n') };
}

function drawHeading(heading: string, y: number, width: number): string {
  return `<rect class="box accent" x="6" y="${y - 13}" width="${width - 12}" height="24" rx="4"/>
${text([heading], 18, y - 1, 'start strong')}`;
}

function drawMessage(
  { text: words, isReply }: { readonly text: string; readonly isReply?: boolean },
  from: number,
  to: number,
  y: number,
  arrow: string,
): string {
  const className = isReply ? 'edge dashed' : 'edge';
  if (from === to) {
    return `<path class="${className}" d="M${from} ${y - 6}H${from + 26}V${y + 8}H${from + 3}" marker-end="${arrow}"/>
${text([words], from + 34, y + 1, 'label start')}`;
  }
  const tip = to + (to > from ? -2 : 2);
  return `<path class="${className}" d="M${from} ${y + 6}H${tip}" marker-end="${arrow}"/>
${text([words], (from + to) / 2, y - 3, 'label')}`;
}
