import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import { keyUsers } from '@tradepost/gates/check-privileges/key-users';
import { type ContractPart, partsOf } from '@tradepost/reference/personal-data/contract-parts';
import { ACTIVITIES, type Activity } from './activities.ts';
import { describeActivity, hasPersonalData } from './describe-activity.ts';
import { retentionParameters, STAGES, tablesOf } from './stores.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/** File of the record. */
export const PROCESSING_RECORD = join(ROOT, 'packages', 'docs', 'processing-record.md');

const HEAD = `# Record of processing

The record of processing activities that
[article 30 of the GDPR](https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_30) asks of a controller: purposes, people, data, recipients, time
limits and security, for what Tradepost stores. \`pnpm generate pages\` writes it from the annotations of the contracts (\`personal\` in
\`packages/contracts/src/fields/personal-data.ts\`), the tables of the services and the stage parameters; the words about purpose and legal
basis are in \`packages/docs/src/processing-record/activities.ts\`. A spec fails if it is out of date, and the generator if the contracts of a
service have personal data and no activity.

The operator of a stage is the controller, and completes it:

| article 30(1) | the controller adds |
| --- | --- |
| (a) | name and contact details of the controller, of its representative and its data protection officer |
| (c), (d) | further recipients: shop front, carriers, payment provider, analytics |
| (e) | transfers to third countries: the region of the stage, support of AWS and of the payment provider, and their safeguards |
| all | its own check of the legal bases, which depend on the country and the goods |
`;

const KINDS = `## Kinds of data

| kind | content | stored as | erased by |
| --- | --- | --- | --- |
| contact | e-mail address, phone number, notes and reasons that a person wrote | seal with the key \`contact\` of the subject | deleting the key, on request |
| invoice | names, postal addresses, tax ids | seal with the key \`invoice\` of the subject | deleting the key, at the end of the tax period |
| payment | token of the payment provider, never a card number; body of a webhook, which is not stored | seal with the key of payment tokens, which payments opens | not erased here: it can be used only with the controller's key at the provider |
| pseudonym | ids of customers, of subjects and of staff, order numbers of other systems, hashes under the stage's pepper | in clear | not erased: without the keys and the user pool they identify nobody |

Seals and keys are described in [personal data](personal-data.md). Fields without personal data are annotated with the reason.
`;

const SECURITY = `## Security

A general description (article 30(1)(g), article 32):

- **Encryption**: personal data is sealed before it is stored or published (AES-256-GCM, a key pair per subject, wrapped by KMS). Tables,
  queues, buckets and logs are also encrypted at rest, connections by TLS.
- **Pseudonymity**: messages have ids and seals; \`pnpm check personal-data\` refuses a message with personal data in clear.
- **Access**: [each route](access-matrix.md) has one access rule; people of staff need a second factor. [Each function](privileges.md) has a role of
  its own, and the functions below alone may use the keys.
- **Evidence**: an [audit log](../audit/README.md) in hash chains. A test plants a person in every annotated field of every route, and finds no
  text of them in any table, queue, archive, log or file.
- **Availability**: point-in-time recovery, event stores from which projections are rebuilt.
`;

/** Writes the record; returns its path in the repository. */
export async function writeProcessingRecord(): Promise<string> {
  writeFileSync(PROCESSING_RECORD, describeProcessingRecord(await loadRegistry()));
  return 'packages/docs/processing-record.md';
}

/**
 * Describes in Markdown which personal data is processed, why, where, for how long, and by whom.
 *
 * @param activities by the folder of their contracts
 * @throws Error if the contracts of a folder have personal data and no activity
 */
export function describeProcessingRecord(
  registry: Pick<Registry, 'events' | 'commands' | 'routes'>,
  activities: Readonly<Record<string, Activity>> = ACTIVITIES,
): string {
  const folders = Map.groupBy(partsOf(registry), ({ folder }) => folder);
  const used = [...folders].filter(([, parts]) => hasPersonalData(parts)).map(([folder]) => folder);
  const unknown = used.filter((folder) => activities[folder] === undefined);
  if (unknown.length > 0)
    throw new Error(
      `the contracts of ${unknown.join(', ')} have personal data and no processing activity: add it to packages/docs/src/processing-record/activities.ts`,
    );
  const sections = Object.entries(activities)
    .filter(([folder]) => used.includes(folder))
    .map(([folder, activity]) => describe(activity, folders.get(folder) ?? []));
  return [HEAD, KINDS, ...sections, describeKept(), SECURITY, describeKeyUsers()].join('\n');
}

function describe(activity: Activity, parts: readonly ContractPart[]): string {
  return describeActivity(
    activity,
    parts,
    activity.services.flatMap((service) => tablesOf(ROOT, service)),
  );
}

function describeKept(): string {
  const rows = retentionParameters(ROOT).map(
    ({ name, values }) => `| \`${name}\` | ${values.join(' | ')} |\n`,
  );
  return `## How long

Stage parameters that limit how long data is kept (\`packages/serverless-config/stages.yml\`):

| parameter | ${STAGES.join(' | ')} |
| --- | ${STAGES.map(() => '---').join(' | ')} |
${rows.join('')}
A deleted key is in the backups of the table of subject keys for as many days as its entries above name, and in use for up to five minutes.
`;
}

function describeKeyUsers(): string {
  const rows = Object.entries(keyUsers).map(([role, use]) => {
    const [service, name = ''] = role.replace(/IamRoleLambdaExecution$/, '').split('/');
    return `| ${service} | ${name} | ${use === 'create' ? 'seal, open, create keys' : 'seal, open'} |\n`;
  });
  return `### Functions with the keys of subjects

\`pnpm check privileges\` refuses any other.

| service | function | may |
| --- | --- | --- |
${rows.join('')}`;
}
