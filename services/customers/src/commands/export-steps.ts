import { task } from '@tradepost/lambda/messages/task';
import * as z from 'zod/mini';
import { type ExportDeps, exportDeps } from '../deps.ts';
import { failRequest } from './end-erasure.ts';
import { findWhom } from './find-whom.ts';
import { finishExport } from './finish-export.ts';
import { requireRequest } from './require-request.ts';

const requestId = z.string();
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), requestId }),
  z.object({ step: z.literal('finish'), requestId }),
  z.object({ step: z.literal('fail'), requestId, error: z.string() }),
]);

export const handler = task(step, (input) => runStep(input, exportDeps()));

/** Runs a step of the workflow `export-person`. A repeat of a step changes nothing. */
export async function runStep(input: z.infer<typeof step>, dependencies: ExportDeps): Promise<object> {
  switch (input.step) {
    case 'begin':
      return findWhom(await requireRequest(input.requestId, dependencies.requests), dependencies);
    case 'finish':
      return finishExport(input.requestId, dependencies);
    case 'fail':
      return failRequest(input.requestId, input.error, dependencies);
    default:
      return input satisfies never;
  }
}
