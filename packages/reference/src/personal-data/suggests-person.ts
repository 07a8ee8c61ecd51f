/**
 * Words in names of fields that suggest data of a person, or an id of one, whatever the type of the field: `birthYear`,
 * `vatId`, `ipAddress`. Words that have another meaning here, too, are missing, such as `name`, `region` and `country`: texts
 * under them are annotated because they are free.
 */
const SUGGESTIVE: readonly string[] = `
  email mail phone telephone mobile fax contact street postal postcode zip city latitude longitude ip
  birth birthday birthdate dob gender nationality passport ssn surname firstname lastname username
  first-name last-name full-name user-name user-id user-agent person-id customer-id subject-id guest-id actor
  iban bic card pan cvc cvv tax-id tax-ids tax-number vat-id vat-number
`
  .trim()
  .split(/\s+/);

/**
 * Returns true if the name of a field suggests data of a person.
 *
 * @param path of the field, as in `/contact/birthYear`. Only its last name counts
 */
export function suggestsPerson(path: string): boolean {
  const name = path.split('/').findLast((segment) => segment !== '*' && segment !== '{key}') ?? '';
  const words = name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  const spelled = `-${words.join('-').toLowerCase()}-`;
  return SUGGESTIVE.some((wanted) => spelled.includes(`-${wanted}-`));
}
