// Draws images/icon.svg as the 128 × 128 image that the extension's page shows; run after a change of the drawing.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { e2eTools } from './e2eTools.mjs';

const images = join(dirname(import.meta.dirname), 'images');
const tools = e2eTools();
if (tools.missing) throw new Error(tools.missing);
const browser = await chromium.launch({ executablePath: tools.chromium, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
await page.setContent(`<style>body { margin: 0 }</style>${readFileSync(join(images, 'icon.svg'), 'utf8')}`);
await page.screenshot({ path: join(images, 'icon.png'), omitBackground: true });
await browser.close();
