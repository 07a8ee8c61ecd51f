/** Returns the logical ids and parameters that a value refers to, by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
export function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'Ref') return [String(each)];
    if (key === 'Fn::GetAtt') return [String([each].flat()[0]).split('.')[0] ?? ''];
    if (key !== 'Fn::Sub') return referencesIn(each);
    const [text, variables = {}] = [each].flat();
    const named = [...String(text).matchAll(/\$\{(\w+)/g)].map(([, id = '']) => id);
    return [...named.filter((id) => !Object.hasOwn(variables, id)), ...referencesIn(variables)];
  });
}
