/** What keeps values over a reload, as VS Code's mementos do. */
interface Kept {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

const key = 'biogloss.modelsUsed';
const mostKept = 20;

/** The models that were in use in this workspace, as the setting named them, in order; each of them has loaded. */
export class ModelHistory {
  constructor(private readonly kept: Kept) {}

  /** The model that the setting names now has loaded. */
  async used(model: string): Promise<void> {
    const before = this.#models;
    if (before.at(-1) !== model) await this.kept.update(key, [...before, model].slice(-mostKept));
  }

  /**
   * The model that was in use before the one that the setting names now, and forgets what came after it.
   * @returns undefined where there was none
   */
  async back(now: string): Promise<string | undefined> {
    const before = this.#models;
    // One that never loaded is not among them.
    const last = before.at(-1) === now ? before.length - 2 : before.length - 1;
    if (last < 0) return undefined;
    await this.kept.update(key, before.slice(0, last + 1));
    return before[last];
  }

  get #models(): readonly string[] {
    return this.kept.get<string[]>(key) ?? [];
  }
}
