import assert from 'node:assert/strict';
import { contributes } from '../../../client/src/contributions';
import { test } from '../suite';
import { type ThemeKind, themeList } from './themeList';
import type { Workbench } from './workbench';

/** A contributed colour as the browser writes it: `rgba(0, 103, 184, 0.11)`. */
export function themeColor(id: string, kind: ThemeKind): string {
  const hex = contributes.colors.find((color) => color.id === id)?.defaults[kind];
  assert.ok(hex, id);
  const [red, green, blue, alpha] = [1, 3, 5, 7].map((at) =>
    Number.parseInt(hex.slice(at, at + 2) || 'ff', 16),
  );
  if (alpha === 255) return `rgb(${red}, ${green}, ${blue})`;
  return `rgba(${red}, ${green}, ${blue}, ${Math.round((alpha / 255) * 100) / 100})`;
}

/** The same document in every sort of theme; each leaves a screenshot. */
function tour(workbench: Workbench): void {
  for (const { kind, label } of themeList) {
    test(`marks are drawn in the theme ${label}`, async () => {
      await workbench.open('abstract.txt');
      await workbench.useTheme(kind);
      // The marks change one after the other.
      const expected = {
        boxed: kind.startsWith('highContrast'),
        lines: ['chemical', 'disease'].map((entity) => themeColor(`biogloss.${entity}.line`, kind)),
      };
      await workbench.page.waitForFunction(marksAre, expected, { timeout: 20_000 });
      await workbench.screenshot(`theme ${kind}`);
    });
  }
}

/** Runs in the page: whether all marks have a box, or only a line below, of these colours, and each colour is there. */
function marksAre({ boxed, lines }: { boxed: boolean; lines: string[] }): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  const marks = [...page.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')];
  const styles = marks.map((mark) => page.getComputedStyle(mark));
  const drawn = styles.filter((style) => style.borderBottomWidth !== '0px');
  return (
    drawn.every(
      (style) => (style.borderTopWidth !== '0px') === boxed && lines.includes(style.borderBottomColor),
    ) && lines.every((line) => drawn.some((style) => style.borderBottomColor === line))
  );
}

/** A calm window, so that screenshots show the text. */
const settings = (kind: ThemeKind) => ({
  'workbench.colorTheme': themeList.find((theme) => theme.kind === kind)?.name,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
});

export const themes = { settings, tour };
