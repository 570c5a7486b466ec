export type ThemeKind = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** VS Code's own themes: name in its settings, label in its list, and the class that the window has in each. */
export const themeList: readonly {
  readonly kind: ThemeKind;
  readonly name: string;
  readonly label: string;
  readonly windowClass: string;
}[] = [
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
