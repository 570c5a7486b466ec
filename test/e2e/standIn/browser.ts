import { type Browser, chromium } from 'playwright-core';
import { tools } from './tools';

/** A headless Chromium that asks nobody for anything. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: tools().chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
