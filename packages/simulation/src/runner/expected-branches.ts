import type { CloudDescription } from '@tradepost/local/templates/read-templates';

type State = { readonly Catch?: readonly { readonly Next: string }[]; readonly Retry?: readonly unknown[] };

/** Every state and every catch of the workflows: a proof that never came through one of them says nothing of it. */
export function expectedBranches({
  stateMachines,
}: Pick<CloudDescription, 'stateMachines'>): readonly string[] {
  return stateMachines.flatMap(({ definition }) =>
    Object.entries(definition['States'] as Record<string, State>).flatMap(([name, state]) => [
      name,
      ...(state.Catch ?? []).map(({ Next }) => `${name} caught → ${Next}`),
    ]),
  );
}
