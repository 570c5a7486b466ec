import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { type ConceptLink, type EntityMention, extent, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import { type ChooseConceptArguments, chooseConceptCommand } from '../protocol/words';
import { nameKey } from '../terminology/names/nameKey';
import {
  rowsOf,
  type SettableWord,
  setWord,
  type TextChange,
  unsetWord,
} from '../terminology/userWords/editWords';
import { contains } from '../text/span';
import type { Annotator } from './annotator';
import { mentionsAt } from './ranges';
import { type EditAbilities, wordsEdit } from './words/wordsEdit';
import type { WordsFile, WordsSource } from './words/wordsSource';

/** More choices than these are searched for, not read. */
const mostAlternatives = 5;
const mostTypes = 4;
/** Nothing longer is a name; in UTF-16 units. */
const longestName = 120;

export interface ActionAbilities extends EditAbilities {
  /** The client has the command that lets a person search for a concept. */
  readonly choosesConcepts: boolean;
}

/** What a person can decide of a name in a text, each decision an edit of the words file. */
export class MentionActionProvider {
  constructor(
    private readonly annotator: Annotator,
    private readonly words: WordsSource,
    private readonly types: () => readonly string[],
    private readonly can: ActionAbilities,
  ) {}

  /** For the mention at the beginning of the range, and for the words that the range covers. None where there is no file to write them into. */
  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    const file = this.words.fileFor(document.uri);
    if (!file || file.refusal !== undefined) return [];
    const { mentions } = this.annotator.current(document);
    const selected = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const mention = mentionsAt(document, mentions, range.start).find((each) =>
      contains(extent(each), selected),
    );
    const text = document.getText(range).trim();
    const isMention = mention && wording(document.getText(), mention) === text;
    return [
      ...(mention ? this.#ofMention(document, mention, file) : []),
      ...(isMention ? [] : this.#ofSelection(document, text, file)),
    ];
  }

  #ofMention(document: TextDocument, mention: EntityMention, file: WordsFile): CodeAction[] {
    const name = written(wording(document.getText(), mention));
    const { type } = mention;
    if (nameKey(name) === '') return [];
    const said = file.text === undefined ? [] : rowsOf(file.text, { name, type });
    const pins = choicesOf(mention).map((concepts) =>
      this.#edit(`Pin "${name}" to ${concepts.map(described).join(' + ')}`, file, {
        action: 'pin',
        name,
        type,
        concepts: concepts.map(({ id }) => id),
      }),
    );
    const none = this.#edit(`Pin "${name}" to no concept`, file, { action: 'pin', name, type, concepts: [] });
    const ban = this.#edit(`Never mark "${name}"`, file, { action: 'ban', name, type });
    const choices = choicesOf(mention).flatMap(([only, ...others]) =>
      only && others.length === 0 ? [only] : [],
    );
    return [
      ...pins,
      ...this.#choose(`Choose another concept for "${name}"…`, {
        uri: document.uri,
        action: 'pin',
        name,
        type,
        choices,
      }),
      none,
      ban,
      ...(said.length > 0 ? [this.#forget(name, file, unsetWord(file.text!, { name, type }))] : []),
    ].filter((action) => action !== undefined);
  }

  #ofSelection(document: TextDocument, text: string, file: WordsFile): CodeAction[] {
    const name = written(text);
    if (name.length > longestName || /\n\s*\n/.test(text) || nameKey(name) === '') return [];
    const types = this.types().slice(0, mostTypes);
    return [
      ...types.map((type) =>
        this.#edit(`Always mark "${name}" as ${type}`, file, { action: 'add', name, type }),
      ),
      ...this.#choose(`Add "${name}" as a name of a concept…`, {
        uri: document.uri,
        action: 'add',
        name,
        choices: [],
      }),
    ].filter((action) => action !== undefined);
  }

  /** @returns undefined where the file says so already */
  #edit(title: string, file: WordsFile, word: SettableWord): CodeAction | undefined {
    const changes = setWord(file.text, word);
    if (changes.length === 0) return undefined;
    return { title, kind: CodeActionKind.QuickFix, edit: wordsEdit(file, changes, this.can) };
  }

  #forget(name: string, file: WordsFile, changes: readonly TextChange[]): CodeAction {
    const title = `Forget what ${file.name} says of "${name}"`;
    return { title, kind: CodeActionKind.QuickFix, edit: wordsEdit(file, changes, this.can) };
  }

  #choose(title: string, argument: ChooseConceptArguments): CodeAction[] {
    if (!this.can.choosesConcepts) return [];
    const command = { title, command: chooseConceptCommand, arguments: [argument] };
    return [{ title, kind: CodeActionKind.QuickFix, command }];
  }
}

/** What a mention means now and what it may mean instead, each once; what only repeats its wording is no choice. */
function choicesOf({ concepts, alternatives = [] }: EntityMention): (readonly ConceptLink[])[] {
  const all = [concepts, ...alternatives.map((each) => each.concepts)].filter(
    (each) => each.length > 0 && !each.some(({ id }) => isUnlinked(id)),
  );
  const byIds = new Map(all.map((each) => [each.map(({ id }) => id).join('|'), each]));
  return [...byIds.values()].slice(0, mostAlternatives + 1);
}

const described = ({ id, name }: ConceptLink): string => (name === undefined ? id : `${name} (${id})`);

const written = (words: string): string => words.replace(/\s+/g, ' ').trim();
