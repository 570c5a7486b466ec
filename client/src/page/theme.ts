// The window's theme, for what cannot read CSS: canvases and exported pictures.

const style = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--vscode-${name}`).trim();

/** The first of these colours of VS Code that the theme has. @param names with hyphens for points */
export const colour = (...names: readonly string[]): string => names.map(style).find(Boolean) ?? '#888888';

export const fontFamily = (): string => style('font-family') || 'sans-serif';

export const isHighContrast = (): boolean => document.body.className.includes('high-contrast');

/** Calls back when the person takes another theme. */
export function whenThemeChanges(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
