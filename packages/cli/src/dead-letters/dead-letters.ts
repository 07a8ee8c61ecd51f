import { unwrap } from '@tradepost/client/client';
import { createProgress } from '@tradepost/command-line/progress';
import type { Api } from '../api/connect.ts';

/** Maximum number of calls for one `redrive --all`. */
const MAX_CALLS = 1_000;

/** Prints a line for each dead-letter message. Each function of this file returns the exit code. */
export async function list(api: Api, queue: string | undefined): Promise<number> {
  const query = queue === undefined ? {} : { queue };
  for await (const deadLetter of api.paginate('/v1/dead-letters', { params: { query } })) {
    const { id, sentAt, type = '-', subject = '-', reason } = deadLetter;
    console.log([sentAt, id, type, subject, reason].join('  '));
  }
  return 0;
}

/** Prints a message with its content. */
export async function show(api: Api, deadLetterId: string): Promise<number> {
  const params = { path: { deadLetterId } };
  console.log(JSON.stringify(await unwrap(api.GET('/v1/dead-letters/{deadLetterId}', { params })), null, 2));
  return 0;
}

/** Deletes a message; the reason is recorded in the audit log. */
export async function discard(api: Api, deadLetterId: string, reason: string): Promise<number> {
  const params = { path: { deadLetterId } };
  await unwrap(api.POST('/v1/dead-letters/{deadLetterId}/discard', { params, body: { reason } }));
  console.log(`${deadLetterId} discarded`);
  return 0;
}

/** Sends a message to its consumer again. */
export async function redrive(api: Api, deadLetterId: string): Promise<number> {
  const params = { path: { deadLetterId } };
  await unwrap(api.POST('/v1/dead-letters/{deadLetterId}/redrive', { params }));
  console.log(`${deadLetterId} redriven`);
  return 0;
}

/** Sends all messages, or those of one queue, to their consumers again. */
export async function redriveAll(api: Api, queue: string | undefined): Promise<number> {
  const before = new Date().toISOString();
  const progress = createProgress(process.stderr);
  let redriven = 0;
  const failed = new Set<string>();
  for (let call = 1; call <= MAX_CALLS; call += 1) {
    const body = { before, ...(queue && { queue }) };
    const answer = await unwrap(api.POST('/v1/dead-letters/redrive', { body }));
    if (call === 1)
      progress.begin('redriving', answer.redriven + answer.failed.length + answer.remaining, 'messages');
    progress.advance(answer.redriven);
    redriven += answer.redriven;
    for (const id of answer.failed) failed.add(id);
    if (answer.remaining === 0 || answer.redriven === 0) break;
  }
  progress.end();
  console.log(`${redriven} redriven`);
  for (const id of failed) console.log(`not redriven: ${id}`);
  return failed.size === 0 ? 0 : 1;
}
