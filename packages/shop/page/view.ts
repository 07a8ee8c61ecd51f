/** A view of the shop: its heading, and what is below it. `onLeave` ends what goes on in it. */
export type View = {
  readonly title: string;
  readonly content: readonly (Node | string)[];
  readonly onLeave?: () => void;
};
