import {
  ColorThemeKind,
  type DecorationRenderOptions,
  type TextEditorDecorationType,
  ThemeColor,
  window,
} from 'vscode';
import { type EntityKind, entityKinds } from '../../server/src/protocol/vocabulary';
import { backgroundColor, lineColor } from './contributions';
import { rejectedColor } from './curation/curationContributions';

/** How marks are drawn. What the model says has a plain line, what a person has decided a double one, so that neither rests on colour alone. */
export interface MarkTypes {
  readonly predicted: Record<EntityKind, TextEditorDecorationType>;
  readonly decided: Record<EntityKind, TextEditorDecorationType>;
  readonly rejected: TextEditorDecorationType;
  readonly unread: TextEditorDecorationType;
}

/** High contrast themes get boxes instead of tints, which a decoration type cannot say for itself: made anew for each theme. */
export function createMarkTypes(): MarkTypes {
  const isHighContrast =
    window.activeColorTheme.kind === ColorThemeKind.HighContrast ||
    window.activeColorTheme.kind === ColorThemeKind.HighContrastLight;
  const style = isHighContrast ? boxed : tinted;
  const types = (isDecided: boolean) =>
    Object.fromEntries(
      entityKinds.map((kind) => [kind, window.createTextEditorDecorationType(style(kind, isDecided))]),
    ) as Record<EntityKind, TextEditorDecorationType>;
  return {
    predicted: types(false),
    decided: types(true),
    rejected: window.createTextEditorDecorationType({
      textDecoration: 'line-through 2px',
      color: new ThemeColor(rejectedColor),
    }),
    unread: window.createTextEditorDecorationType({ opacity: '0.6' }),
  };
}

export const allTypes = ({ predicted, decided, rejected, unread }: MarkTypes): TextEditorDecorationType[] => [
  ...Object.values(predicted),
  ...Object.values(decided),
  rejected,
  unread,
];

/** Line styles by kind, so that high contrast does not rest on colour alone. */
const boxStyles: Record<EntityKind, string> = {
  chemical: 'solid',
  disease: 'dashed',
  gene: 'dotted',
  entity: 'double',
};

const boxed = (kind: EntityKind, isDecided: boolean): DecorationRenderOptions => ({
  border: `1px ${boxStyles[kind]}`,
  borderColor: new ThemeColor(lineColor(kind)),
  borderRadius: '2px',
  ...(isDecided && { borderWidth: '1px 1px 4px 1px' }),
});

const tinted = (kind: EntityKind, isDecided: boolean): DecorationRenderOptions => ({
  backgroundColor: new ThemeColor(backgroundColor(kind)),
  border: isDecided ? '0 double' : '0 solid',
  borderWidth: isDecided ? '0 0 4px 0' : '0 0 2px 0',
  borderColor: new ThemeColor(lineColor(kind)),
  borderRadius: '3px 3px 0 0',
});
