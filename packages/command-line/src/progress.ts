import cliProgress, { type Options, type Params, type SingleBar } from 'cli-progress';

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

/** Bars have timers, which keep the process alive. */
const running = new Set<SingleBar>();

/**
 * A bar with rate and time left on a terminal; a plain line every five seconds elsewhere, so that a log stays readable.
 *
 * @param stream standard error, so that standard output contains results only
 */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  const isTerminal = stream.isTTY === true;
  let bar: SingleBar | undefined;
  return {
    begin: (what, total, unit) => {
      bar = new cliProgress.SingleBar({
        format: isTerminal ? formatBar : formatLine,
        stream,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: BAR_WIDTH,
        hideCursor: true,
        fps: 8,
        noTTYOutput: true,
        notTTYSchedule: LINE_EVERY_MS,
        // Otherwise, an empty line follows the last one.
        clearOnComplete: !isTerminal,
      });
      running.add(bar);
      bar.start(total, 0, { what, unit, note: '' } satisfies Task);
    },
    advance: (units = 1, note = '') => bar?.increment(units, { note }),
    end: () => {
      bar?.stop();
      if (bar !== undefined) running.delete(bar);
      bar = undefined;
    },
  };
}

/** Shows nothing. */
export const silentProgress: Progress = { begin: () => {}, advance: () => {}, end: () => {} };

/** Ends the progress of a task that failed. */
export function stopProgress(): void {
  for (const bar of running) bar.stop();
  running.clear();
}

type Task = { readonly what: string; readonly unit: string; readonly note: string };

function formatBar(options: Options, params: Params, task: Task): string {
  return `${task.what.padEnd(18)} ${cliProgress.Format.BarFormat(params.progress, options)} ${describeParams(params, task)}`;
}

function formatLine(_: Options, params: Params, task: Task): string {
  return `${task.what}: ${describeParams(params, task)}`;
}

function describeParams({ value, total, startTime }: Params, { unit, note }: Task): string {
  return describeProgress({ value, total, unit, note, startedAtMs: startTime });
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
