/** Returns true if a text has the form of a sort key in the event archive. */
export function isPlace(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#/.test(text);
}
