type Properties = Readonly<Record<string, string | number | boolean | undefined | ((event: never) => void)>>;

/**
 * An element with its attributes, listeners (`onclick`, …) and children. Texts are set as texts: what documents say is never markup.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly (Node | string | undefined | false)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name.slice('on'.length), value as EventListener);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

export const percent = (score: number | undefined): string =>
  score === undefined ? '' : `${Math.round(score * 100)} %`;
