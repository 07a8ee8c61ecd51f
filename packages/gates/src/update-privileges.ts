import { command } from '@tradepost/command-line/command';

/** Writes the page and the documents of all roles. */
export const privileges = command(
  'privileges',
  'Writes the page of all roles, and the documents with which the audit of roles compares those of a stage.',
  { notes: '`pnpm check privileges` lists the differences.' },
).action(async () => {
  const { writePrivileges } = await import('./check-privileges/committed-privileges.ts');
  for (const path of await writePrivileges()) console.log(path);
});
