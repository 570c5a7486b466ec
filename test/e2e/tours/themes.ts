import assert from 'node:assert/strict';
import { contributes } from '../../../client/src/contributions';
import { test } from '../suite';
import type { Workbench } from './workbench';

type Kind = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** VS Code's own themes: name in its settings, label in its list, and the class that the window has in each. */
const themeList: readonly { kind: Kind; name: string; label: string; windowClass: string }[] = [
  { kind: 'light', name: 'Default Light Modern', label: 'Light Modern', windowClass: 'vs' },
  {
    kind: 'highContrast',
    name: 'Default High Contrast',
    label: 'Dark High Contrast',
    windowClass: 'hc-black',
  },
  {
    kind: 'highContrastLight',
    name: 'Default High Contrast Light',
    label: 'Light High Contrast',
    windowClass: 'hc-light',
  },
  { kind: 'dark', name: 'Default Dark Modern', label: 'Dark Modern', windowClass: 'vs-dark' },
];

/** A contributed colour as the browser writes it: `rgba(0, 103, 184, 0.11)`. */
export function themeColor(id: string, kind: Kind): string {
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
  for (const { kind, label, windowClass } of themeList) {
    test(`marks are drawn in the theme ${label}`, async () => {
      await workbench.open('abstract.txt');
      await workbench.command('Preferences: Color Theme');
      await workbench.choose(label);
      await workbench.page.locator(`.monaco-workbench.${windowClass}`).waitFor({ timeout: 20_000 });
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
const settings = (kind: Kind) => ({
  'workbench.colorTheme': themeList.find((theme) => theme.kind === kind)?.name,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
});

export const themes = { list: themeList, settings, tour };
