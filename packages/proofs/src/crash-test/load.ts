import type { Api } from '@tradepost/cli/api/connect';
import type { Progress } from '@tradepost/command-line/progress';
import type { Books } from '@tradepost/simulation/invariants/tables';

/** Clients that send requests while processes are killed. */
export type Load = {
  /** Contradicting answers, and errors. */
  readonly problems: string[];
  /** Ends client processes, which a power cut would end too. */
  readonly kill: () => Promise<void>;
  /** Starts them again. */
  readonly restart: () => void;
  /** Lets all requests finish. */
  readonly finish: () => Promise<void>;
  /** Compares the answers that the clients received with the tables; returns the problems. */
  readonly compare: (tables: {
    readonly api: Api;
    readonly books: Books;
    readonly progress: Progress;
  }) => Promise<readonly string[]>;
  /** Number of accepted orders, and of rejected ones by code. */
  readonly counts: () => { readonly orders: number; readonly rejected: ReadonlyMap<string, number> };
};
