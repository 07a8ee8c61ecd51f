/** An attribute of a stock item that records a take: see `stock-takes.ts`. */
export type Marker = {
  /** Name of the attribute. */
  readonly name: string;
  readonly reservationId: string;
  /** Version of the reservation that planned the take. */
  readonly version: number;
  /** Version of the stock from which on the take fails. */
  readonly takeBefore: number;
};

const MARKER = /^(?:taken|closed)#(.+)\/(\d+)$/;

/** Names of the attributes that record a take of a reservation: as done (`taken`), or as prevented (`closed`). */
export function markerNames(reservationId: string, version: number) {
  const plan = `${reservationId}/${version}`;
  return { taken: `taken#${plan}`, closed: `closed#${plan}` };
}

/** The markers in a stock item. */
export function markersOf(item: Readonly<Record<string, unknown>>): readonly Marker[] {
  return Object.entries(item).flatMap(([name, takeBefore]) => {
    const [, reservationId, version] = MARKER.exec(name) ?? [];
    if (reservationId === undefined) return [];
    return [{ name, reservationId, version: Number(version), takeBefore: Number(takeBefore) }];
  });
}
