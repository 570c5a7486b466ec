import { createHash } from 'node:crypto';
import { type Change, reversed } from '../../../curation/change';

/** An edit of a file, by the texts before and after it, with what was decided beside the file as a part of it. */
interface Tied {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
}

/**
 * Decisions beside a file that go with edits of it. The client takes its edits back and does them again without a word; what the text is then tells, and the
 * decisions go along.
 */
export class TiedChanges {
  #edits: readonly Tied[] = [];
  /** How many of them have not been taken back. */
  #done = 0;
  /** An edit of ours is on its way: what it makes of the text is no undo. */
  isEditing = false;

  add(edit: Tied): void {
    this.#edits = [...this.#edits.slice(0, this.#done), edit];
    this.#done = this.#edits.length;
  }

  /** What has to change beside a file that has been edited. @param text its fingerprint; asked for where it matters */
  changesAt(text: () => string): readonly Change[] {
    if (this.isEditing || this.#edits.length === 0) return [];
    const now = text();
    const [last, next] = [this.#edits[this.#done - 1], this.#edits[this.#done]];
    if (last?.before === now) {
      this.#done--;
      return last.changes.map(reversed);
    }
    if (next?.after !== now) return [];
    this.#done++;
    return next.changes;
  }
}

/** Equal for equal texts. */
export const fingerprint = (text: string): string =>
  `${text.length} ${createHash('sha1').update(text).digest('hex')}`;
