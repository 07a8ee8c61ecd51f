type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/**
 * Creates an element. Attributes whose value is undefined or false are left out; functions are listeners of the event of their
 * name. Texts are text nodes, so that no text of the API becomes markup.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** An input with its label, and the error that `showErrors` puts beside it. */
export function field(name: string, label: string, attributes: Attributes = {}): HTMLElement {
  const input = element('input', {
    ...{ id: name, name, required: true, 'aria-describedby': `${name}-error` },
    ...attributes,
  });
  const error = element('span', { id: `${name}-error`, class: 'error' });
  return element('div', { class: 'field' }, element('label', { for: name }, label), input, error);
}

/** Reports something that a screen reader reads out. */
export function announce(text: string): void {
  const status = document.getElementById('status');
  if (status !== null) status.textContent = text;
}

/** A message about a failure. It gets the focus, so that it is read out and in view. */
export function alertBox(title: string, ...details: readonly Child[]): HTMLElement {
  return element('div', { role: 'alert', tabindex: -1 }, element('strong', {}, title), ...details);
}

/** Shows the view of the present address again. */
export function refresh(): void {
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
