import { basename, dirname } from 'node:path';
import type { TemplateFinding } from '../templates/template-finding.ts';

/** The part of cfn-lint's JSON that is read here. */
export type CfnFinding = {
  /** `…/STAGE/SERVICE.json`. */
  readonly Filename: string;
  readonly Message: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
  readonly Rule: { readonly Id: string; readonly ShortDescription: string; readonly Source: string };
};

/** Converts findings of cfn-lint. */
export function toTemplateFindings(found: readonly CfnFinding[]): readonly TemplateFinding[] {
  return found.map(({ Filename, Message, Location, Rule }) => {
    const [section = 'template', logicalId = section, ...path] = (Location.Path ?? []).map(String);
    const where = path.length === 0 ? '' : ` at ${path.join('/')}`;
    return {
      stages: [basename(dirname(Filename))],
      service: basename(Filename, '.json'),
      logicalId,
      rule: Rule.Id,
      detail: `fails${where}: ${Message}`,
      fix: `${Rule.ShortDescription}: ${Rule.Source}`,
    };
  });
}
