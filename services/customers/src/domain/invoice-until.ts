/**
 * Returns the last day on which names and addresses of orders are kept for taxes: the end of the calendar year of the newest
 * order, and the years that the law of the shop's country asks for. In Germany it is ten years for accounts and eight for
 * invoices (section 147 of the Abgabenordnung).
 *
 * @param lastPlacedAt time at which the newest order was placed; null if there is none, and nothing is kept
 * @param retentionYears full calendar years after the year of the order
 * @see https://www.gesetze-im-internet.de/ao_1977/__147.html
 */
export function invoiceUntil(lastPlacedAt: string | null, retentionYears: number): string | undefined {
  if (lastPlacedAt === null) return undefined;
  return `${new Date(lastPlacedAt).getUTCFullYear() + retentionYears}-12-31`;
}
