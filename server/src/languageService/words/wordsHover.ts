import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import { readWords } from '../../terminology/userWords/readWords';
import { actions, conceptSeparator, isAction } from '../../terminology/userWords/wordsFile';
import { conceptLink } from '../conceptLink';
import { type Markup, markdown, plainText } from '../markup';
import { toRange } from '../ranges';
import type { ConceptLookup } from './conceptLookup';

const mostSynonyms = 8;
/** Of a scope note; in UTF-16 units. */
const longestNote = 400;

/** What an id of a words file stands for, and what an action does. */
export class WordsHoverProvider {
  constructor(
    private readonly concepts: ConceptLookup,
    private readonly format: MarkupKind,
  ) {}

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const line = document.getText({
      start: { ...position, character: 0 },
      end: { line: position.line + 1, character: 0 },
    });
    const offset = document.offsetAt(position);
    const lineStart = document.offsetAt({ ...position, character: 0 });
    const [row] = readWords(line.replace(/[\r\n]+$/, '')).rows;
    if (!row) return undefined;
    const at = offset - lineStart;
    const { action, concept } = row.cells;
    const markup = this.format === MarkupKind.Markdown ? markdown : plainText;
    const hover = (start: number, end: number, value: string): Hover => ({
      contents: { kind: this.format, value },
      range: toRange(document, { start: lineStart + start, end: lineStart + end }),
    });
    const word = action.text.toLowerCase();
    if (action.start <= at && at <= action.end && isAction(word))
      return hover(action.start, action.end, `${markup.strong(word)} ${markup.text(actions[word])}`);
    let start = concept.start;
    for (const part of concept.text.split(conceptSeparator)) {
      const end = start + part.length;
      if (start <= at && at <= end) {
        const value = this.#describe(part.trim(), markup);
        return value === undefined ? undefined : hover(start, end, value);
      }
      start = end + 1;
    }
    return undefined;
  }

  #describe(id: string, markup: Markup): string | undefined {
    const found = this.concepts.find(id);
    if (!found) return undefined;
    const { ref } = found;
    const link = conceptLink(found.id);
    const shownId = link ? markup.link(found.id, link) : markup.text(found.id);
    const from = found.terminology ?? 'defined in this project';
    const head = [
      markup.strong(found.name),
      shownId,
      markup.text(found.types.join(', ')),
      markup.text(from),
    ].join(' · ');
    if (!ref) return head;
    const { synonyms, scopeNote } = ref.index.concept(ref.concept);
    const shown = synonyms
      .slice(0, mostSynonyms)
      .map((name) => markup.text(name))
      .join('; ');
    const more = synonyms.length > mostSynonyms ? ` … and ${synonyms.length - mostSynonyms} more` : '';
    const note =
      scopeNote &&
      (scopeNote.length > longestNote ? `${scopeNote.slice(0, longestNote).trimEnd()} …` : scopeNote);
    return [head, ...(note ? [markup.text(note)] : []), ...(shown ? [`Also: ${shown}${more}`] : [])].join(
      '\n\n',
    );
  }
}
