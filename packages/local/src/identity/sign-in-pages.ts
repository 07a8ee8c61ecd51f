import { escapeHtml } from '../gateway/escape-html.ts';
import type { Pool } from './pools.ts';

/** Page on which one of the pool's users is chosen. It asks for nothing else, and loads nothing. */
export function signInPage(
  pool: Pool,
  { clientName, action }: { readonly clientName: string; readonly action: string },
): string {
  const users = pool.users.map(({ username, email, groups = [], scopes }) => {
    const details = [email, groups.join(', '), scopes === 'all' ? 'every scope' : '']
      .filter(Boolean)
      .join(' · ');
    const name = escapeHtml(username);
    return `<li><button name="username" value="${name}">${name}</button>${details === '' ? '' : ` ${escapeHtml(details)}`}</li>`;
  });
  const list =
    users.length === 0
      ? `<p>The user pool ${escapeHtml(pool.name)} has no users on this machine.</p>`
      : `<form method="post" action="${escapeHtml(action)}">\n<ul>\n${users.join('\n')}\n</ul>\n</form>`;
  return page(
    'Sign in',
    `<p>${escapeHtml(clientName)} asks you to sign in to ${escapeHtml(pool.name)}. Choose a user. There is no password on this machine.</p>
${list}`,
  );
}

/**
 * Page that signs out at once, as Cognito does, by sending the form of the library. Without scripts, its button does.
 *
 * @param form HTML of the form, with the id `op.logoutForm`
 */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `${form}
<input type="hidden" form="op.logoutForm" name="logout" value="yes">
<button form="op.logoutForm">Sign out</button>
<script>document.getElementById('op.logoutForm').submit()</script>`,
  );
}

/** Page for a message, such as an error. */
export function messagePage(title: string, message: string): string {
  return page(title, `<p>${escapeHtml(message)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · local cloud</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
ul { list-style: none; padding: 0; }
li { margin: 0.5rem 0; }
button { font: inherit; min-width: 10rem; padding: 0.5rem 1rem; text-align: start; cursor: pointer; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}
