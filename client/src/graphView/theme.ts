import { type EntityKind, entityKinds } from '../../../server/src/protocol/vocabulary';
import { colour, fontFamily, isHighContrast } from '../page/theme';
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
    highContrast: isHighContrast(),
    font: fontFamily(),
  };
}

/** A small picture of a kind's shape in its colour, for legends and lists. */
export function kindMark(kind: EntityKind): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `mark ${kind}`;
  mark.setAttribute('aria-hidden', 'true');
  return mark;
}
