import type { StoryEntry } from '@tradepost/contracts/models/story';

/** A line of a function's log, or of a workflow's. */
export type LogLine = {
  readonly atMs: number;
  readonly logGroupName: string;
  readonly message: string;
};

/** An entry before its place in the story is known. */
export type Happening = Omit<StoryEntry, 'at' | 'gapMs'> & { readonly atMs: number };
