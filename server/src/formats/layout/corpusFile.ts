import type { Edit } from '../../text/edit';
import type { Span } from '../../text/span';
import type { CorpusLanguage, DocumentLayout, LaidProblem, Surroundings } from './layout';

/** A document's stretch of an open file. It is read when it is first asked for, and again only after an edit has touched it. */
export class Stretch implements Span {
  #layout?: DocumentLayout;
  #index = -1;

  constructor(
    private readonly file: CorpusFile,
    public start: number,
    public end: number,
  ) {}

  /** @param index which of the file's stretches it is: documents without an id are called by it */
  layout(index = this.file.stretches.indexOf(this)): DocumentLayout {
    if (!this.#layout || (this.#index !== index && this.#layout.idSpan.start === this.#layout.idSpan.end)) {
      this.#layout = this.file.lay(this, index);
      this.#index = index;
    }
    return this.#layout;
  }

  /** True where the layout is at hand. */
  get isRead(): boolean {
    return this.#layout !== undefined;
  }

  moved(by: number): this {
    this.start += by;
    this.end += by;
    return this;
  }

  forget(): void {
    this.#layout = undefined;
  }
}

/**
 * A corpus file that is open: cut into documents, each read by itself, so that an edit reads again what it touches and nothing else. This is the one
 * place that knows where a document and its annotations stand in a file.
 */
export class CorpusFile {
  #stretches: Stretch[] = [];
  #text: string;
  #wayOfCutting: string | undefined;
  #frame?: LaidProblem[];

  constructor(
    readonly language: CorpusLanguage,
    text: string,
    private surroundings: Omit<Surroundings, 'index'>,
  ) {
    this.#text = text;
    this.#wayOfCutting = language.wayOfCutting?.(text);
    this.#stretches = [...this.#cut(0)];
  }

  get text(): string {
    return this.#text;
  }

  /** In the order of the file. */
  get stretches(): readonly Stretch[] {
    return this.#stretches;
  }

  /** The stretch that holds a place, or ends there. */
  at(offset: number): Stretch | undefined {
    const next = this.#firstBehind(offset);
    return [this.#stretches[next - 1]].find((each) => each && each.start <= offset && offset <= each.end);
  }

  /** The text beside the file has come, or has changed. */
  surround(surroundings: Omit<Surroundings, 'index'>): void {
    this.surroundings = surroundings;
    for (const each of this.#stretches) each.forget();
  }

  lay({ start, end }: Span, index: number): DocumentLayout {
    return this.read(this.#text.slice(start, end), index);
  }

  /** Reads a text as if it were one of the file's stretches. */
  read(stretch: string, index: number): DocumentLayout {
    return this.language.lay(stretch, { ...this.surroundings, index });
  }

  /** What is wrong around the documents. */
  get frameProblems(): readonly LaidProblem[] {
    this.#frame ??= this.language.frameProblems?.(this.#text, this.#stretches) ?? [];
    return this.#frame;
  }

  /** @param text as it stands after the edit */
  edit({ start, end, length }: Edit, text: string): void {
    const by = length - (end - start);
    this.#text = text;
    this.#frame = undefined;
    const way = this.language.wayOfCutting?.(text);
    const isCutAnew = this.language.wayOfCutting !== undefined && (!way || way !== this.#wayOfCutting);
    this.#wayOfCutting = way;
    // The edit may undo where a stretch begins, so the one before it is cut again, too.
    const first = isCutAnew ? 0 : Math.max(0, this.#firstBehind(start) - 2);
    const from = first === 0 ? 0 : this.#stretches[first]!.start;
    const before = this.#stretches;
    const kept: Stretch[] = before.slice(0, first);
    /** Where an old stretch begins now; before everything where the edit has touched it. */
    const startNow = (old: Stretch) => (old.end < start ? old.start : old.start >= end ? old.start + by : -1);
    let next = first;
    for (const stretch of this.#cut(from)) {
      while (next < before.length && startNow(before[next]!) < stretch.start) next++;
      const old = before[next];
      const isBehind = old !== undefined && old.start >= end;
      if (!old || startNow(old) !== stretch.start) kept.push(stretch);
      else if (isBehind && !isCutAnew) {
        // From here on the old cuts hold.
        for (const each of before.slice(next)) kept.push(each.moved(by));
        break;
      } else if (old.end - old.start === stretch.end - stretch.start) {
        kept.push(isBehind ? old.moved(by) : old);
        next++;
      } else kept.push(stretch);
    }
    this.#stretches = kept;
  }

  *#cut(from: number): Generator<Stretch> {
    for (const { start, end } of this.language.cut(this.#text, from)) yield new Stretch(this, start, end);
  }

  /** The number of stretches that begin at or before an offset. */
  #firstBehind(offset: number): number {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle]!.start > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
