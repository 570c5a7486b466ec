import { type EntityKind, entityKinds } from '../../../server/src/protocol/vocabulary';
import type { Shape } from './svg';

/** The colours of the window's theme, for a canvas that cannot read CSS. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly kinds: Readonly<Record<EntityKind, string>>;
  readonly highContrast: boolean;
  readonly font: string;
}

/** A shape as well as a colour, so that nothing rests on colour alone. */
export const shapes: Readonly<Record<EntityKind, Shape>> = {
  chemical: 'ellipse',
  disease: 'diamond',
  gene: 'hexagon',
  entity: 'rectangle',
};

export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (...names: readonly string[]) =>
    names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find(Boolean) ?? '#888888';
  // VS Code turns only the first point of a colour's name into a hyphen, whatever its documentation says.
  const kinds = Object.fromEntries(
    entityKinds.map((kind) => [kind, colour(`biogloss-${kind}.line`, `biogloss-${kind}-line`)]),
  );
  return {
    background: colour('editor-background'),
    foreground: colour('editor-foreground', 'foreground'),
    muted: colour('descriptionForeground', 'foreground'),
    line: colour('contrastBorder', 'editorIndentGuide-activeBackground1', 'descriptionForeground'),
    accent: colour('focusBorder', 'foreground'),
    kinds: kinds as Theme['kinds'],
    highContrast: document.body.className.includes('high-contrast'),
    font: style.getPropertyValue('--vscode-font-family').trim() || 'sans-serif',
  };
}

/** Calls back when the person takes another theme. */
export function whenThemeChanges(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** A small picture of a kind's shape in its colour, for legends and lists. */
export function kindMark(kind: EntityKind): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `mark ${kind}`;
  mark.setAttribute('aria-hidden', 'true');
  return mark;
}
