import type { TimelineEntry } from '@tradepost/contracts/operations/model';

/** A log line of a function or a workflow. */
export type LogLine = {
  readonly atMs: number;
  readonly logGroupName: string;
  readonly message: string;
};

/** A timeline entry before the entries are sorted. */
export type UnsortedEntry = Omit<TimelineEntry, 'at' | 'gapMs'> & { readonly atMs: number };
