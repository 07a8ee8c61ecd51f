import type { Progress } from '@tradepost/command-line/progress';
import { type Api, connect } from '../api/connect.ts';
import { findApiUrls } from '../api/find-api-urls.ts';
import { toTarget } from '../api/target.ts';
import { toToken } from '../api/to-token.ts';
import { type AddedProducts, addProducts } from './add-products.ts';
import { DEFAULT_CONCURRENCY, DEFAULT_END_WITHIN_SECONDS, type ImportOptions } from './options.ts';
import { placeOrders } from './place-orders.ts';
import { readFileOf } from './read-file.ts';
import { receiveStock } from './receive-stock.ts';
import { type Survey, surveyFile } from './survey.ts';
import { type ImportReport, Tally } from './tally.ts';

export type ImportResult = { readonly survey: Survey; readonly report?: ImportReport };

type Run = {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** How long the API may be unavailable before the import gives up. */
  readonly patienceMs?: number;
};

/**
 * Detects the file's format and surveys it, adds the products and the stock that its orders need, places the orders
 * and compares the API's orders with the file.
 *
 * @returns the survey alone if it is a dry run
 * @throws MalformedFile or Error if nothing was placed
 */
export async function runImport(file: string, options: ImportOptions, run: Run): Promise<ImportResult> {
  const target = toTarget(options);
  const token = options.dryRun ? undefined : toToken(target, options);
  const { concurrency = DEFAULT_CONCURRENCY } = options;
  const startedAtMs = performance.now();
  const survey = surveyFile(await readFileOf(file), options);
  run.signal.throwIfAborted();
  if (options.dryRun) return { survey };
  const { signal, patienceMs } = run;
  const patience = patienceMs === undefined ? {} : { patienceMs };
  const urls = await findApiUrls(target);
  const api = connect({ ...urls, token, connections: concurrency, signal, ...patience });
  try {
    const placed = await placeFile(api, survey, options, run);
    const elapsedMs = Math.round(performance.now() - startedAtMs);
    const { tally, ...facts } = placed;
    return { survey, report: tally.report({ file, elapsedMs, ...facts }) };
  } finally {
    await api.close();
  }
}

/** An error during the import becomes a problem of the report, which contains what was done before. */
async function placeFile(
  api: Api,
  survey: Survey,
  { concurrency = DEFAULT_CONCURRENCY, endWithin = DEFAULT_END_WITHIN_SECONDS }: ImportOptions,
  { progress, signal }: Run,
): Promise<{ tally: Tally; products: AddedProducts; stopped: boolean }> {
  const { importId, counts } = survey;
  const { currency } = survey.format;
  const tally = new Tally(survey, await askTheTime(api));
  let products: AddedProducts = { created: 0, known: 0 };
  try {
    products = await addProducts(api, survey.products, { currency, concurrency, progress });
    await receiveStock(api, survey.products, { importId, concurrency, progress });
    progress.begin('Placing orders', counts.orders, 'orders');
    await placeOrders(api, survey.orders, {
      ...{ importId, currency, concurrency, signal },
      endWithinMs: endWithin * 1_000,
      onPlacement: (placement) => {
        tally.add(placement);
        progress.advance();
      },
    });
    return { tally, products, stopped: false };
  } catch (error) {
    tally.addProblem(signal.aborted ? 'interrupted' : (error as Error).message);
    return { tally, products, stopped: true };
  } finally {
    progress.end();
  }
}

/** Checks that the API answers before the import begins; returns the time by its clock. */
async function askTheTime(api: Api): Promise<Date> {
  const { error, response } = await api.GET('/v1/orders', { params: { query: { limit: 1 } } });
  if (error) throw error;
  const date = response.headers.get('date');
  return date === null ? new Date() : new Date(date);
}
