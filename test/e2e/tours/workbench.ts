import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { CodeServer } from '../standIn/codeServer';
import { type ThemeKind, themeList } from './themeList';

/** What code that runs in the page finds there. */
declare const getComputedStyle: (
  element: unknown,
) => Record<'backgroundColor' | 'borderBottomColor' | 'borderTopWidth' | 'borderBottomStyle', string>;

/** A mark as it is drawn. */
export interface DrawnMark {
  readonly background: string;
  readonly line: string;
  readonly lineStyle: string;
  /** Width of the upper border: a box has one, an underline has none. */
  readonly top: string;
}

const marks = '.view-overlays .cdr[class*="ced-"]';

/** VS Code as a person meets it: what is on screen, keys and the mouse. */
export class Workbench {
  constructor(
    readonly page: Page,
    private readonly server: CodeServer,
    private readonly folder: string,
    private readonly artifacts: string,
  ) {}

  /** Opens the folder with one of its files. */
  async start(file: string): Promise<void> {
    const payload = [['openFile', this.server.uri(join(this.folder, file))]] as const;
    await this.page.goto(this.server.address(this.folder, payload), { waitUntil: 'domcontentloaded' });
    await this.page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
    await this.page.locator('.tab.active', { hasText: basename(file) }).waitFor({ timeout: 60_000 });
  }

  /** The window begins anew with the folder, and from now on with the editors that it had: see `layoutKept`. */
  async reload(): Promise<void> {
    await this.page.goto(this.server.address(this.folder, []), { waitUntil: 'domcontentloaded' });
    await this.page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
  }

  /**
   * Waits until VS Code has put down that an editor is open. In a browser it does so every few seconds when it has nothing else to do, and not when
   * the window ends.
   */
  async layoutKept(title: string): Promise<void> {
    await this.page.waitForFunction(keptLayoutNames, title, { timeout: 60_000, polling: 500 });
  }

  /** The list of files may be older than the file: then it is asked for again. */
  async open(file: string): Promise<void> {
    await this.listedFor('Control+P', file, file);
    await this.row(file).click();
    await this.page.locator('.tab.active', { hasText: basename(file) }).waitFor();
  }

  /** Waits for marks on screen. */
  async drawnMarks(atLeast = 1): Promise<DrawnMark[]> {
    await this.page
      .locator(marks)
      .nth(atLeast - 1)
      .waitFor({ state: 'attached' });
    const drawn = await this.page.locator(marks).evaluateAll((elements) =>
      elements.map((element) => {
        const { backgroundColor, borderBottomColor, borderBottomStyle, borderTopWidth } =
          getComputedStyle(element);
        return {
          background: backgroundColor,
          line: borderBottomColor,
          lineStyle: borderBottomStyle,
          top: borderTopWidth,
        };
      }),
    );
    // One that has just been drawn anew has no style any more.
    const isDrawn = drawn.length >= atLeast && drawn.every(({ lineStyle }) => lineStyle !== '');
    return isDrawn ? drawn : this.drawnMarks(atLeast);
  }

  noMarks(): Promise<void> {
    return this.page.locator(marks).first().waitFor({ state: 'detached' });
  }

  /** Rests the mouse on the mark nearest to the start of a wording and gives the text of the hover. */
  async hover(wording: string): Promise<string> {
    const { x, y } = await this.placeOf(wording);
    await this.page.mouse.move(x, y + 120);
    await this.page.mouse.move(x, y, { steps: 5 });
    const rows = this.page.locator('.monaco-hover:not(.hidden) .hover-row');
    const hover = rows.filter({ hasNotText: /^Loading\.\.\.$/ }).first();
    await hover.waitFor({ timeout: 15_000 });
    return (await hover.textContent()) ?? '';
  }

  /** Middle of the first occurrence of a wording on screen, in pixels. */
  async placeOf(wording: string): Promise<{ x: number; y: number }> {
    const place = await this.page.evaluate(findText, wording);
    assert.ok(place, `“${wording}” is on screen`);
    return place;
  }

  /** Runs a command as its title in the palette says. An editor that is just opening has not told yet what can be done in it: then it is asked for again. */
  async command(title: string): Promise<void> {
    await this.listedFor('F1', `>${title}`, title);
    await this.row(title).click();
  }

  /** Presses keys until what they open is there: an editor that is still busy with what was before lets them go by. */
  async pressUntil(keys: string, opened: Locator): Promise<void> {
    for (let tries = 0; tries < 10; tries++) {
      await this.page.keyboard.press(keys);
      const isOpen = await opened
        .first()
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
      if (isOpen) return;
    }
    assert.fail(`${keys} opens nothing`);
  }

  /** Answers a file dialog with a path, once it shows the folder that it starts in, and waits until it has taken the answer. */
  async pickFile(title: string, path: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget .quick-input-title', { hasText: title });
    await dialog.waitFor();
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await this.input.fill(path);
    // While it looks a folder up, the dialog lets keys go by.
    for (let tries = 0; tries < 10; tries++) {
      // What it looked up first may take the place of what was typed.
      await this.page.waitForTimeout(200);
      // One that has missed the typing takes nothing until there is some more.
      if (tries % 3 === 2 || (await this.input.inputValue()) !== path) {
        await this.input.fill('');
        await this.input.fill(path);
      }
      await this.page.keyboard.press('Enter');
      const gone = await dialog.waitFor({ state: 'hidden', timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      if (gone) return;
    }
    assert.fail(`the dialog “${title}” does not take ${path}`);
  }

  /** Picks from the list that is open; a long one shows only what is typed for. */
  async choose(label: string): Promise<void> {
    await this.input.fill(label);
    await this.row(label).click();
  }

  /** Waits until the list that is open offers it. */
  listed(label: string): Promise<void> {
    return this.row(label).waitFor();
  }

  /** Waits for a message that has the wording in it. */
  async message(wording: string | RegExp, timeout = 60_000): Promise<Locator> {
    const toast = this.page
      .locator('.notifications-toasts .notification-list-item', { hasText: wording })
      .first();
    await toast.waitFor({ timeout });
    // It fades in; a screenshot shows what a person sees then.
    await this.page.locator('.notification-toast.notification-fade-in-done').first().waitFor();
    return toast;
  }

  async closeMessages(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page
      .locator('.notifications-toasts .notification-list-item')
      .first()
      .waitFor({ state: 'detached' });
  }

  /** Puts the cursor at the very start of the text and types there. */
  async typeAtStart(text: string): Promise<void> {
    await this.page.locator('.monaco-editor .view-lines').first().click();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.type(text);
  }

  /** Leaves the other views beside it their room: a row that has none is not on screen. */
  async closeView(title: string): Promise<void> {
    const header = this.page.locator('.pane-header', { hasText: title });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** Changes VS Code's theme as a person does, and waits until the window has it. */
  async useTheme(kind: ThemeKind): Promise<void> {
    const { label, windowClass } = themeList.find((theme) => theme.kind === kind)!;
    await this.command('Preferences: Color Theme');
    await this.choose(label);
    await this.page.locator(`.monaco-workbench.${windowClass}`).waitFor({ timeout: 20_000 });
  }

  statusItem(): Locator {
    return this.page.locator('.statusbar-item', { hasText: 'BioGloss' });
  }

  /** Clicks the status item until it answers: it is drawn anew whenever its text changes, and a click may meet one that is just leaving. */
  async clickStatusItem(): Promise<void> {
    const item = this.statusItem().first();
    for (let tries = 0; tries < 10; tries++) {
      await item.click();
      const opened = await this.input.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      if (opened) return;
    }
    assert.fail('a click on the status item opens nothing');
  }

  screenshot(name: string): Promise<Buffer> {
    return this.page.screenshot({ path: join(this.artifacts, `${name}.png`) });
  }

  get input(): Locator {
    return this.page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  }

  /** Opens a list with a key and types into it, until it has a row. */
  private async listedFor(key: string, text: string, label: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      await this.ask(key, text);
      const listed = this.row(label).waitFor({ timeout: 5_000 });
      if (tries === 4 || (await listed.then(() => true).catch(() => false))) return;
      await this.page.keyboard.press('Escape');
    }
  }

  /** Opens a list with a key and types into it. While the one before fades out, the key is lost and its input takes nothing. */
  private async ask(key: string, text: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press(key);
      const typing = this.input.fill(text, { timeout: 4_000 });
      if (tries === 5) return typing;
      if (
        await typing.then(
          () => true,
          () => false,
        )
      )
        return;
    }
  }

  private row(label: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  }
}

/** Runs in the page: VS Code's own storage is an IndexedDB for each folder, with the layout of the editors under this key. */
async function keptLayoutNames(title: string): Promise<boolean> {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const { indexedDB } = globalThis as any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const result = (request: any) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const database = (await result(indexedDB.open(name))) as any;
    try {
      const items = database.transaction('ItemTable').objectStore('ItemTable');
      const layout = await result(items.get('memento/workbench.parts.editor'));
      if (String(layout).includes(title)) return true;
    } finally {
      database.close();
    }
  }
  return false;
}

/** Runs in the page: lines of the editor are built of spans, so the text is sought through all of a line's text nodes. */
function findText(wording: string): { x: number; y: number } | undefined {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects, whose types belong to a browser
  const page = globalThis as any;
  for (const line of page.document.querySelectorAll('.monaco-editor .view-line')) {
    const text = line.textContent.replaceAll('\u00a0', ' ');
    const start = text.indexOf(wording);
    if (start < 0) continue;
    const walker = page.document.createTreeWalker(line, 4);
    const range = page.document.createRange();
    const middle = start + Math.floor(wording.length / 2);
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (passed + node.length > middle) {
        range.setStart(node, middle - passed);
        range.setEnd(node, middle - passed + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      passed += node.length;
    }
  }
  return undefined;
}
