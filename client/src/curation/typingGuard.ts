import { commands, type Disposable, window } from 'vscode';

/** VS Code's own commands for what is typed: by a key, by a method of input, or over what a method of input has written. */
const typing = ['type', 'compositionType', 'replacePreviousChar'] as const;

/**
 * Keeps what is typed out of a text as long as it holds: signs that come by AltGr, dead keys or methods of input are of no key that could be bound. Keys that
 * are bound do what they do.
 */
export class TypingGuard implements Disposable {
  #commands: readonly Disposable[] = [];

  /** @param isGuarded whether the text that has the keyboard now is meant */
  constructor(private readonly isGuarded: () => boolean) {}

  on(): void {
    if (this.#commands.length > 0) return;
    try {
      this.#commands = typing.map((name) =>
        commands.registerCommand(name, (typed: unknown) => {
          if (!this.isGuarded()) return commands.executeCommand(`default:${name}`, typed);
          return tellKeyWithoutUse();
        }),
      );
    } catch {
      // Another extension has taken the keyboard, for Vim's keys say: single keys are bound all the same.
    }
  }

  off(): void {
    for (const each of this.#commands) each.dispose();
    this.#commands = [];
  }

  dispose(): void {
    this.off();
  }
}

export const tellKeyWithoutUse = (): void => {
  window.setStatusBarMessage('BioGloss: no key of the review; H shows them all, Escape ends it', 4_000);
};
