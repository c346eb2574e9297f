export type Child = Node | string | undefined | false;

export interface Properties {
  class?: string;
  /** Names the element across renderings, so that focus comes back to it. */
  key?: string;
  title?: string;
  attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
  click?: (event: Event) => void;
  on?: Readonly<Record<string, (event: Event) => void>>;
}

/** An element. Strings become text nodes: nothing that is shown is ever parsed as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  apply(made, properties, children);
  return made;
}

/** As {@link element}, for SVG. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElementTagNameMap[Tag];
  apply(made, properties, children);
  return made;
}

function apply(made: Element, properties: Properties, children: readonly Child[]): void {
  if (properties.class !== undefined) made.setAttribute('class', properties.class);
  if (properties.key !== undefined) made.setAttribute('data-key', properties.key);
  if (properties.title !== undefined) made.setAttribute('title', properties.title);
  for (const [name, value] of Object.entries(properties.attributes ?? {})) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  if (properties.click) made.addEventListener('click', properties.click);
  for (const [name, handler] of Object.entries(properties.on ?? {})) made.addEventListener(name, handler);
  for (const child of children) if (child !== undefined && child !== false) made.append(child);
}

/** `{0}`, `{1}` … of a localised message replaced by the arguments. */
export function fill(message: string, ...args: readonly (string | number)[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}
