import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';
import { withTarget } from './api/target.ts';

const ID = 'id of the key, as list prints it';
const MAX_OVERLAP_HOURS = 720;
const MAX_DAYS = 90;

const actions = () => import('./api-keys/api-keys.ts');
const api = () => import('./api/call-api.ts');

const issue = withTarget(
  command('issue', 'Issues a key to a partner. Prints its id, and its value alone in the last line.', {
    notes: 'The value is shown once: Tradepost does not store it. The key works within a minute.',
    examples: ['pnpm tradepost api-keys issue "Mug Comparison Ltd" --stage prod'],
  }).argument('<partner>', 'name of the partner'),
).action(async (partner, options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.issue(client, partner));
});

const list = withTarget(
  command('list', 'Prints a line for each key, newest first: time of issue, id, status, partner, end.'),
).action(async (options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, run.list);
});

const rotate = withTarget(
  command(
    'rotate',
    'Issues a second key to the partner of a key. Both are valid until the overlap ends; then the first is revoked.',
    { examples: ['pnpm tradepost api-keys rotate key_01JD3XK8WQ4N6T2B9V5M7R0C1E --overlap-hours 48'] },
  )
    .argument('<id>', ID)
    .option(
      '--overlap-hours <count>',
      'hours for which both keys are valid (168)',
      wholeNumber('--overlap-hours', { most: MAX_OVERLAP_HOURS }),
    ),
).action(async (id, options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.rotate(client, id, options.overlapHours));
});

const revoke = withTarget(
  command('revoke', 'Revokes a key. The reason is recorded in the audit log.', {
    examples: ['pnpm tradepost api-keys revoke key_01JD3XK8WQ4N6T2B9V5M7R0C1E --reason "partner has left"'],
  })
    .argument('<id>', ID)
    .requiredOption('--reason <text>', 'why it is revoked'),
).action(async (id, options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.revoke(client, id, options.reason));
});

const usage = withTarget(
  command('usage', 'Prints the requests of a key per day in UTC, and what was left of the quota.')
    .argument('<id>', ID)
    .option('--days <count>', 'number of days until today (7)', wholeNumber('--days', { most: MAX_DAYS })),
).action(async (id, options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.usage(client, id, options.days ?? 7));
});

export const apiKeys = command(
  'api-keys',
  'Issues, lists, rotates and revokes API keys of partners, and prints their usage.',
);
for (const each of [issue, list, rotate, revoke, usage]) apiKeys.addCommand(each);
