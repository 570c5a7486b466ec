import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../suite';
import type { Workbench } from './workbench';

const drugs = ['Naproxen', 'Cisplatin', 'Haloperidol', 'Morphine', 'Lithium'];
const harms = ['gastric ulcers', 'hearing loss', 'catalepsy', 'respiratory depression'];
const documents = 20;

/** What a line of a sidecar says. */
interface Decided {
  readonly place: { readonly text: string };
  readonly was?: object;
  readonly is?: object;
}

/** Curating by keyboard alone. */
export function curation(workbench: Workbench, folder: string): void {
  const { page } = workbench;
  const home = join(folder, 'ward');
  const file = (number: number) => `case-${String(number).padStart(2, '0')}.txt`;
  const decisionsOn = (number: number): Decided[] => {
    const path = join(home, `${file(number)}.curation`);
    if (!existsSync(path)) return [];
    const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line));
  };
  const review = page.locator('.statusbar-item', { hasText: 'Review: ' }).first();
  const isOver = page.locator('.notifications-toasts .notification-list-item', {
    hasText: 'The review is over',
  });

  /** Where the review is: its progress and the selection. */
  const where = () => page.evaluate(reviewIsAt);
  /** Presses a key of the review until it has moved on. One that is lost is pressed again. */
  const press = async (key: string): Promise<void> => {
    await page.waitForFunction(reviewIsElsewhere, '', { timeout: 20_000 });
    const before = await where();
    for (let tries = 0; tries < 5; tries++) {
      await page.keyboard.press(key);
      const moved = page.waitForFunction(reviewIsElsewhere, before, { timeout: 5_000 });
      if (
        await moved.then(
          () => true,
          () => false,
        )
      )
        return;
    }
    assert.fail(`the review does not go on after ${key}: ${before}`);
  };
  /** Presses a key that opens a list, and takes the first row, or that of what is typed for. */
  const choose = async (key: string, title: string, typed = ''): Promise<void> => {
    const before = await where();
    await workbench.pressUntil(key, page.locator('.quick-input-title', { hasText: title }));
    await workbench.input.fill(typed);
    await workbench.listed(typed);
    await page.keyboard.press('Enter');
    await page.waitForFunction(reviewIsElsewhere, before, { timeout: 20_000 });
  };

  test('a review asks about what is undecided, and tells how far it is', async () => {
    mkdirSync(home);
    for (let number = 1; number <= documents; number++) {
      const [drug, harm] = [drugs[number % drugs.length], harms[number % harms.length]];
      writeFileSync(join(home, file(number)), `${drug} caused severe ${harm} in one patient.\n`);
    }
    await workbench.open(file(1));
    await workbench.drawnMarks(2);
    await workbench.pressUntil('Control+Shift+F9', review);
    await review.filter({ hasText: /Review: 0 of \d · document 1 of 20/ }).waitFor();
    await workbench.screenshot('review');
  });

  test('twenty documents are decided on by single keys', async () => {
    await choose('t', 'What is “');
    await choose('l', 'What does “', 'MESH:D001241');
    const first = { 2: 'r', 3: '4', 5: 'Shift+A' };
    let document = 1;
    while (!(await isOver.isVisible())) {
      await page.waitForFunction(reviewIsElsewhere, '', { timeout: 20_000 });
      const number = Number(/document (\d+) of/.exec(await where())?.[1]);
      const key = number !== document && first[number as keyof typeof first];
      document = number;
      await press(key || 'a');
      if (key === '4') await press('j');
    }
    // They are written a moment after the last key.
    for (let tries = 0; decisionsOn(documents).length < 2 && tries < 100; tries++)
      await page.waitForTimeout(100);
    for (let number = 1; number <= documents; number++)
      assert.ok(decisionsOn(number).length >= 2, `${file(number)} has its decisions`);
    assert.ok(
      decisionsOn(2).some(({ was, is }) => was && !is),
      'a rejected one',
    );
    assert.ok(
      decisionsOn(3).some(({ was, is }) => was && is && JSON.stringify(was) !== JSON.stringify(is)),
      'a corrected one',
    );
  });

  test('marks and hovers tell what was decided, and a rejected mention is struck through', async () => {
    await workbench.closeMessages();
    await workbench.open(file(2));
    await page.waitForFunction(allMarksAreDouble, undefined, { timeout: 20_000 });
    const [mention] = decisionsOn(2).filter(({ was, is }) => was && !is);
    assert.match(await workbench.hover(mention!.place.text), /Rejected by \S/);
    await workbench.screenshot('decided');
    await page.mouse.move(900, 700);
  });

  test('the view takes several rows at once, and one key takes them back', async () => {
    writeFileSync(
      join(home, 'round.txt'),
      'Ulcers and nausea: ulcers after naproxen, nausea after cisplatin.\n',
    );
    await workbench.open('round.txt');
    await workbench.drawnMarks(6);
    await workbench.command('Focus on Curation View');
    const row = (text: string | RegExp) =>
      page.locator('.pane-body .monaco-list-row[aria-level]', { hasText: text }).first();
    await row(/^Undecided/).waitFor();
    await workbench.pressUntil('Home', page.locator('.monaco-list-row.focused', { hasText: /^Undecided/ }));
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.locator('.pane-body .monaco-list-row.selected').nth(1).waitFor();
    await workbench.screenshot('curation-view');
    await workbench.pressUntil('a', row(/^Accepted/));
    await workbench.screenshot('curation-view-accepted');
    await page.keyboard.press('u');
    await row(/^Accepted/).waitFor({ state: 'detached' });
  });
}

/** Runs in the page: what the status bar tells of the review and of the selection. */
function reviewIsAt(): string {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const { document } = globalThis as any;
  const items = [...document.querySelectorAll('.statusbar-item')].map((item) => item.textContent.trim());
  return items.filter((text) => /^Review: |^Ln \d/.test(text)).join(' ');
}

/** Runs in the page; nothing of the page's own can be called from here but this. */
function reviewIsElsewhere(before: string): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const { document } = globalThis as any;
  const items = [...document.querySelectorAll('.statusbar-item')].map((item) => item.textContent.trim());
  const now = items.filter((text) => /^Review: |^Ln \d/.test(text)).join(' ');
  // A question is asked, its words selected; or the review is over. Where all of a document is decided the review is on its way to the next.
  const [, decided, all] = /Review: (\d+) of (\d+).*selected\)/.exec(now) ?? [];
  return now !== before && (!now.includes('Review') || decided !== all);
}

/** Runs in the page. */
function allMarksAreDouble(): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  const drawn = [...page.document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')];
  const lines = drawn
    .map((mark) => page.getComputedStyle(mark))
    .filter((style) => style.borderBottomWidth !== '0px');
  return lines.length > 0 && lines.every((style) => style.borderBottomStyle === 'double');
}
