import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../suite';
import { themeColor } from './themes';
import type { Workbench } from './workbench';

const text = `Tamoxifen, BRCA1 and breast cancer

Mutations of the BRCA1 gene and the TP53 gene raise the risk of breast cancer. Tamoxifen lowers it, while the HER2 protein
predicts how patients respond to trastuzumab.
`;

/** What a model can mark beyond what it does by itself: ticked in a list, drawn in its own colour. */
export function guidelines(workbench: Workbench, folder: string): void {
  const { page } = workbench;

  /** Waits until a mark has the line of genes in a theme. */
  const genes = (kind: 'light' | 'dark') =>
    page.waitForFunction(hasLine, themeColor('biogloss.gene.line', kind), { timeout: 60_000 });

  const choose = async (tick: string) => {
    await workbench.command('BioGloss: Choose What Is Marked…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: tick }).first().click();
  };

  test('BioGloss: Choose What Is Marked…, genes too', async () => {
    writeFileSync(join(folder, 'genes.txt'), text);
    await workbench.open('genes.txt');
    await workbench.drawnMarks();
    await choose('by the guideline genes');
    await workbench.screenshot('choose what is marked');
    await page.keyboard.press('Enter');
    await genes('dark');
    await workbench.screenshot('genes dark');
  });

  test('genes are marked in a light theme', async () => {
    await workbench.useTheme('light');
    await genes('light');
    await workbench.screenshot('genes light');
    await workbench.command('BioGloss: Choose What Is Marked…');
    await workbench.screenshot('choose what is marked light');
    await page.keyboard.press('Escape');
    await workbench.useTheme('dark');
    await genes('dark');
  });

  test('BioGloss: Choose What Is Marked…, as the model comes', async () => {
    await choose('by the guideline genes');
    await page.keyboard.press('Enter');
    await page.waitForFunction(hasNoLine, themeColor('biogloss.gene.line', 'dark'), { timeout: 60_000 });
    await workbench.drawnMarks();
  });
}

/** Runs in the page: whether a mark on screen is underlined in a colour. */
function hasLine(color: string): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  const marks = [...page.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')];
  return marks.some((mark) => page.getComputedStyle(mark).borderBottomColor === color);
}

/** Runs in the page: whether marks are on screen, none of which is underlined in a colour. */
function hasNoLine(color: string): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  const marks = [...page.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')];
  return marks.length > 0 && marks.every((mark) => page.getComputedStyle(mark).borderBottomColor !== color);
}
