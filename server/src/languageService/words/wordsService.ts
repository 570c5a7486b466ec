import type { MarkupKind } from 'vscode-languageserver-types';
import type { Terminologies } from '../../terminology/terminologies';
import type { Annotator } from '../annotator';
import { type ActionAbilities, MentionActionProvider } from '../mentionActions';
import { ConceptLookup } from './conceptLookup';
import { WordsCompletionProvider } from './wordsCompletion';
import { WordsHoverProvider } from './wordsHover';
import { WordsQuickFixProvider } from './wordsQuickFixes';
import type { WordsSource } from './wordsSource';

/** Every feature around a person's own words. */
export interface WordsService {
  readonly concepts: ConceptLookup;
  /** In texts. */
  readonly mentionActions: MentionActionProvider;
  /** In words files. */
  readonly completion: WordsCompletionProvider;
  readonly hover: WordsHoverProvider;
  readonly quickFixes: WordsQuickFixProvider;
}

export interface WordsServiceOptions {
  readonly annotator: Annotator;
  readonly words: WordsSource;
  readonly terminologies: { readonly current: Terminologies };
  readonly can: ActionAbilities;
  /** The best that the editor can show. */
  readonly hoverFormat: MarkupKind;
}

export function createWordsService({
  annotator,
  words,
  terminologies,
  can,
  hoverFormat,
}: WordsServiceOptions): WordsService {
  const concepts = new ConceptLookup(terminologies, words);
  const types = () => words.types;
  return {
    concepts,
    mentionActions: new MentionActionProvider(annotator, words, types, can),
    completion: new WordsCompletionProvider(concepts, types),
    hover: new WordsHoverProvider(concepts, hoverFormat),
    quickFixes: new WordsQuickFixProvider(concepts, types, can),
  };
}
