import { command } from '@tradepost/command-line/command';
import { UsageError } from '@tradepost/command-line/usage-error';
import { withCaller } from './api/target.ts';

const ID = 'id of the message, as list prints it';
const QUEUE = 'one queue, without the stage: orders-commands-dlq';

const actions = () => import('./dead-letters/dead-letters.ts');
const api = () => import('./api/call-api.ts');

const list = withCaller(
  command('list', 'Prints a line for each message: time, id, type, subject, reason.').option(
    '--queue <name>',
    QUEUE,
  ),
).action(async (options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.list(client, options.queue));
});

const show = withCaller(command('show', 'Prints a message with its content.').argument('<id>', ID)).action(
  async (id, options) => {
    const [{ callApi }, run] = await Promise.all([api(), actions()]);
    await callApi(options, (client) => run.show(client, id));
  },
);

const redrive = withCaller(
  command('redrive', 'Sends a message to its consumer again.', {
    examples: [
      'pnpm tradepost dead-letters redrive --all',
      'pnpm tradepost dead-letters redrive --all --queue orders-commands-dlq --stage dev',
    ],
    exitCodes: '0, 1 if a message could not be redriven',
  })
    .argument('[id]', ID)
    .option('--all', 'all messages')
    .option('--queue <name>', `with --all: ${QUEUE}`),
).action(async (id, options) => {
  if ((id === undefined) !== (options.all === true))
    throw new UsageError('redrive needs either <id> or --all');
  if (id !== undefined && options.queue !== undefined) throw new UsageError('--queue needs --all');
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) =>
    id === undefined ? run.redriveAll(client, options.queue) : run.redrive(client, id),
  );
});

const discard = withCaller(
  command('discard', 'Deletes a message. The reason is recorded in the audit log.', {
    examples: [
      'pnpm tradepost dead-letters discard 01JD3XK8WQ4N6T2B9V5M7R0C1E --reason "order was test data"',
    ],
  })
    .argument('<id>', ID)
    .requiredOption('--reason <text>', 'why it is not needed'),
).action(async (id, options) => {
  const [{ callApi }, run] = await Promise.all([api(), actions()]);
  await callApi(options, (client) => run.discard(client, id, options.reason));
});

export const deadLetters = command(
  'dead-letters',
  'Lists, shows, redrives and discards dead-letter messages: those that no consumer could process.',
);
for (const each of [list, show, redrive, discard]) deadLetters.addCommand(each);
