import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mentionDecision } from '../../../server/src/curation/said';
import { emptySidecar, writeSidecar } from '../../../server/src/curation/sidecar';
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

  const row = (text: RegExp) =>
    page.locator('.pane-body .monaco-list-row[aria-level]', { hasText: text }).first();

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
    await page.waitForFunction(reviewIsElsewhere, '', { timeout: 20_000 });
    await workbench.screenshot('review dark');
    await workbench.useTheme('light');
    await workbench.screenshot('review light');
    await workbench.useTheme('dark');
  });

  test('what no key stands for is not typed over the words that a review asks about', async () => {
    await page.keyboard.insertText('é');
    await page.locator('.statusbar-item', { hasText: 'no key of the review' }).waitFor();
    assert.doesNotMatch((await page.locator('.view-line').first().textContent()) ?? '', /é/);
  });

  test('twenty documents are decided on by single keys', async () => {
    await choose('t', 'What is “');
    await choose('l', 'What does “', 'MESH:D001241');
    const first = { 2: 'r', 3: '4', 4: 'd', 5: 'Shift+A' };
    let document = 1;
    while (!(await isOver.isVisible())) {
      await page.waitForFunction(reviewIsElsewhere, '', { timeout: 20_000 });
      // In which order they come depends on what the model is sure of.
      const name = await page.locator('.tab.active').first().textContent();
      const number = Number(/case-(\d+)/.exec(name ?? '')?.[1]);
      const key = number !== document && first[number as keyof typeof first];
      document = number;
      await press(key || 'a');
      if (key === '4') await press('j');
    }
    // They are written a moment after the last key.
    const isWritten = (number: number) => existsSync(join(home, `${file(number)}.curation`));
    const all = Array.from({ length: documents }, (_, at) => at + 1);
    for (let tries = 0; !all.every(isWritten) && tries < 100; tries++) await page.waitForTimeout(100);
    for (let number = 1; number <= documents; number++)
      if (first[number as keyof typeof first] === 'd') {
        assert.match(readFileSync(join(home, `${file(number)}.curation`), 'utf8'), /"finished":\{"by":/);
        assert.deepEqual(decisionsOn(number), []);
      } else assert.ok(decisionsOn(number).length >= 2, `${file(number)} has its decisions`);
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
    await workbench.screenshot('decided dark');
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
    await workbench.pressUntil('d', page.locator('.pane-body', { hasText: /Finished by/ }));
    await workbench.screenshot('curation-view-finished');
    await page.keyboard.press('d');
    await page.locator('.pane-body', { hasText: /Finished by/ }).waitFor({ state: 'detached' });
  });

  test('what is lost and what two people dispute is told, and goes where somebody puts it', async () => {
    const before = 'Naproxen caused sores. Of forty patients two had nausea for some days.\n';
    const after = before.replace('sores', 'wounds');
    const say = (words: string, by: string, type?: string) => {
      const said = { spans: [spanOf(before, words)], type: 'Disease' } as const;
      const sides = { was: said, ...(type && { is: { ...said, type } }) };
      return mentionDecision(before, sides, { id: `${words} ${by}`, by, when: '2026-01-02T03:04:05Z' });
    };
    const decisions = [say('sores', 'Ada', 'Disease'), say('nausea', 'Ada', 'Disease'), say('nausea', 'Ben')];
    writeFileSync(join(home, 'lost.txt'), after);
    writeFileSync(join(home, 'lost.txt.curation'), writeSidecar({ ...emptySidecar, decisions }));
    await workbench.open('lost.txt');
    await row(/^Lost/).waitFor();
    await row(/^Disputed/).waitFor();
    await workbench.screenshot('lost dark');
    await workbench.useTheme('light');
    await workbench.screenshot('lost light');
    await workbench.useTheme('dark');
    const { x, y } = await workbench.placeOf('wounds');
    await page.mouse.dblclick(x, y);
    await page.locator('.statusbar-item', { hasText: '6 selected' }).waitFor();
    await page.keyboard.press('Control+F9');
    await page.keyboard.press('p');
    await row(/^Lost/).waitFor({ state: 'detached' });
  });
}

const spanOf = (text: string, words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

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
  // A question is asked, or the review is over. Where all of a document is decided the review is on its way to the next.
  const [, decided, all] = /Review: (\d+) of (\d+)/.exec(now) ?? [];
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
