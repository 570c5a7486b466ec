import { markdownPassages } from '../text/markdown';
import type { Passage } from '../text/passage';
import { plainTextPassages } from '../text/plainText';
import type { Format, SourceFile } from './format';

const unannotated = (passagesOf: (text: string) => Passage[]) => (file: SourceFile) => ({
  documents: [
    { id: file.name, text: file.text, passages: passagesOf(file.text), mentions: [], relations: [] },
  ],
  problems: [],
  mentionCount: 0,
  droppedMentions: 0,
});

export const text: Format = {
  id: 'text',
  title: 'Plain text',
  extensions: ['.txt'],
  read: unannotated(plainTextPassages),
};

export const markdown: Format = {
  id: 'markdown',
  title: 'Markdown',
  extensions: ['.md', '.markdown'],
  // A heading, a fenced block, a link or front matter: what plain text seldom has and Markdown seldom lacks.
  detects: (text) =>
    /^(?:#{1,6} \S|```|~~~|---\r?\n[\w-]+:)/m.test(text.slice(0, 20_000)) ||
    /\]\(\S+\)/.test(text.slice(0, 20_000)),
  read: unannotated(markdownPassages),
};
