import type { AnnotatedDocument } from '../../annotation/model';
import { asFullTexts } from './fullText';
import { hardWrapped } from './lineBreaks';
import { asMarkdownNotes } from './markdownNotes';
import { greekAsLetters, greekSpelledOut, lowerCased, otherHyphens, upperCased } from './spelling';

/** The same documents as other texts, with their annotations. By its key a form's figures are kept. */
export const otherTexts: Readonly<
  Record<
    string,
    {
      readonly title: string;
      readonly from: (documents: readonly AnnotatedDocument[]) => AnnotatedDocument[];
    }
  >
> = {
  upperCase: { title: 'ALL IN CAPITALS', from: each(upperCased) },
  lowerCase: { title: 'all in lower case', from: each(lowerCased) },
  greekSpelledOut: { title: 'Greek letters spelled out', from: each(greekSpelledOut) },
  greekAsLetters: { title: 'names of Greek letters as letters', from: each(greekAsLetters) },
  hyphens: { title: 'other hyphens (U+2010, U+2011, U+2013)', from: each(otherHyphens) },
  lineBreaks: { title: 'lines of 72 characters', from: each(hardWrapped) },
  markdown: { title: 'notes in Markdown', from: each(asMarkdownNotes) },
  fullText: { title: 'full texts of 100,000 characters', from: asFullTexts },
};

function each(form: (document: AnnotatedDocument) => AnnotatedDocument) {
  return (documents: readonly AnnotatedDocument[]): AnnotatedDocument[] => documents.map(form);
}
