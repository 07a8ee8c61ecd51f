import { type Options, type Params, SingleBar } from 'cli-progress';

/** Shows the progress of a task. */
export type Progress = {
  /** Starts a task of `total` units. */
  readonly begin: (what: string, total: number, unit: string) => void;
  /** Adds finished units (1). `note` is shown behind the figures. */
  readonly advance: (units?: number, note?: string) => void;
  /** Ends the task. */
  readonly end: () => void;
};

const BAR_WIDTH = 24;
const LINE_EVERY_MS = 5_000;

/**
 * A bar with rate and time left on a terminal; a plain line every few seconds elsewhere, so that a log stays
 * readable.
 *
 * @param stream standard error, so that standard output contains results only
 */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY === true ? createBar(stream) : createLines(stream);
}

/** Shows nothing. */
export const silentProgress: Progress = { begin: () => {}, advance: () => {}, end: () => {} };

function createBar(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined;
  let of = { what: '', unit: '', note: '' };
  const format = (options: Options, params: Params) => {
    const { what, unit, note } = of;
    const share = params.total === 0 ? 1 : Math.min(1, params.value / params.total);
    const full = Math.round(share * BAR_WIDTH);
    const drawn = `${options.barCompleteString?.slice(0, full)}${options.barIncompleteString?.slice(0, BAR_WIDTH - full)}`;
    return `${what.padEnd(18)} ${drawn} ${describeProgress({ ...params, unit, note, startedAtMs: params.startTime })}`;
  };
  return {
    begin: (what, total, unit) => {
      of = { what, unit, note: '' };
      bar = new SingleBar({
        format,
        stream,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: BAR_WIDTH,
        hideCursor: true,
        fps: 8,
      });
      bar.start(total, 0);
    },
    advance: (units = 1, note = '') => {
      of = { ...of, note };
      bar?.increment(units);
    },
    end: () => {
      bar?.stop();
      bar = undefined;
    },
  };
}

function createLines(stream: NodeJS.WriteStream): Progress {
  let now = { what: '', total: 0, unit: '', value: 0, note: '', startedAtMs: 0 };
  let saidAtMs = 0;
  const say = () => {
    saidAtMs = Date.now();
    stream.write(`${now.what}: ${describeProgress(now)}\n`);
  };
  return {
    begin: (what, total, unit) => {
      now = { what, total, unit, value: 0, note: '', startedAtMs: Date.now() };
      saidAtMs = now.startedAtMs;
    },
    advance: (units = 1, note = '') => {
      now.value += units;
      now.note = note;
      if (Date.now() - saidAtMs >= LINE_EVERY_MS) say();
    },
    end: () => {
      if (now.what !== '') say();
      now = { ...now, what: '' };
    },
  };
}

type Position = {
  readonly value: number;
  readonly total: number;
  readonly unit: string;
  readonly startedAtMs: number;
  readonly note?: string;
};

/** Returns text such as `1,200 of 20,000 orders (6%), 61/s, 5m 12s left`. */
export function describeProgress(
  { value, total, unit, startedAtMs, note = '' }: Position,
  nowMs = Date.now(),
): string {
  const seconds = (nowMs - startedAtMs) / 1_000;
  const perSecond = seconds > 0 ? value / seconds : 0;
  const percent = total === 0 ? 100 : Math.floor((value / total) * 100);
  const time =
    value >= total
      ? `in ${describeDuration(seconds)}`
      : perSecond > 0
        ? `${describeDuration((total - value) / perSecond)} left`
        : '';
  const rate =
    perSecond > 0 ? `${formatNumber(perSecond < 10 ? round(perSecond) : Math.round(perSecond))}/s` : '';
  const facts = [`${formatNumber(value)} of ${formatNumber(total)} ${unit} (${percent}%)`, rate, time, note];
  return facts.filter((fact) => fact !== '').join(', ');
}

/** Returns text such as `5m 12s`, `12s`, `0.4s` or `2h 5m`. */
export function describeDuration(seconds: number): string {
  if (seconds < 10) return `${round(seconds)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)}m ${whole % 60}s`;
  return `${Math.floor(whole / 3_600)}h ${Math.floor((whole % 3_600) / 60)}m`;
}

/** Returns text such as `1,234,567`. */
export function formatNumber(value: number | bigint): string {
  return value.toLocaleString('en-GB');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
