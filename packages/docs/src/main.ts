import { command } from '@tradepost/command-line/command';
import { run } from '@tradepost/command-line/run';
import { contracts } from '@tradepost/gates/update-contracts';
import { privileges } from '@tradepost/gates/update-privileges';
import { site } from './site.ts';

const client = command('client', 'Writes the types of packages/client, from the contracts.').action(
  async () => {
    const { writeApi } = await import('@tradepost/reference/client-types/render-api');
    console.log(await writeApi());
  },
);

const pages = command(
  'pages',
  'Writes the generated files of packages/docs: the table of access, the record of processing, and the index of decisions.',
).action(async () => {
  const { writeAccessMatrix } = await import('./access-matrix.ts');
  const { writeIndex } = await import('./decisions.ts');
  const { writeProcessingRecord } = await import('./processing-record/processing-record.ts');
  console.log(await writeAccessMatrix());
  console.log(await writeProcessingRecord());
  console.log(writeIndex());
});

const documents = command(
  'documents',
  'Writes the contracts as documents to publish: openapi.json and asyncapi.json of all services, and openapi-NAME.json and asyncapi-NAME.json of each.',
)
  .argument('[folder]', 'where to write them', 'reference')
  .action(async (folder) => {
    const { writeDocuments } = await import('@tradepost/reference/write-documents');
    for (const path of await writeDocuments(folder)) console.log(path);
  });

const release = command(
  'release',
  'Moves the changesets into packages/docs/changelog.md, and raises the version of all packages.',
).action(async () => {
  const { release: raise } = await import('./release.ts');
  console.log(raise());
});

/** `pnpm generate`: writes what follows from the contracts and from other sources of this repository. */
const generate = command('generate', 'Writes files that follow from the contracts and the docs.', {
  notes: 'A spec fails if a committed file is out of date, and names the command.',
})
  .commandsGroup('Committed files:')
  .addCommand(contracts)
  .addCommand(client)
  .addCommand(pages)
  .addCommand(privileges)
  .addCommand(release)
  .commandsGroup('Files to publish:')
  .addCommand(documents)
  .addCommand(site);

await run(generate);
