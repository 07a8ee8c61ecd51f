import { unwrap } from '@tradepost/client/client';
import { createProgress } from '@tradepost/command-line/progress';
import type { Api } from './api/connect.ts';
import { runCommand } from './api/run-command.ts';
import { type DeadLetterOptions, parseDeadLetterOptions, USAGE } from './dead-letters/options.ts';

/** Maximum number of calls for one `redrive --all`. */
const MAX_CALLS = 1_000;

async function act(api: Api, { act: what, id, queue, reason = '' }: DeadLetterOptions): Promise<number> {
  const params = { path: { deadLetterId: id ?? '' } };
  switch (what) {
    case 'list':
      return list(api, queue);
    case 'show':
      console.log(
        JSON.stringify(await unwrap(api.GET('/v1/dead-letters/{deadLetterId}', { params })), null, 2),
      );
      return 0;
    case 'discard':
      await unwrap(api.POST('/v1/dead-letters/{deadLetterId}/discard', { params, body: { reason } }));
      console.log(`${id} discarded`);
      return 0;
    case 'redrive':
      if (id === undefined) return redriveAll(api, queue);
      await unwrap(api.POST('/v1/dead-letters/{deadLetterId}/redrive', { params }));
      console.log(`${id} redriven`);
      return 0;
  }
}

async function list(api: Api, queue: string | undefined): Promise<number> {
  const query = queue === undefined ? {} : { queue };
  for await (const deadLetter of api.paginate('/v1/dead-letters', { params: { query } })) {
    const { id, sentAt, type = '-', subject = '-', reason } = deadLetter;
    console.log([sentAt, id, type, subject, reason].join('  '));
  }
  return 0;
}

async function redriveAll(api: Api, queue: string | undefined): Promise<number> {
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

process.exitCode = await runCommand({
  name: 'dead-letters',
  usage: USAGE,
  parse: parseDeadLetterOptions,
  run: act,
});
