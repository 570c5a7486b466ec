import { CorpusFile } from '../../server/src/formats/layout/corpusFile';
import { formatted } from '../../server/src/formats/layout/formatted';
import { languageOf } from './corpusLanguage';

/** A file with each of its documents in the usual shape; what lies between them stays. */
export function shaped(format: string, source: string, beside?: string): string {
  const file = new CorpusFile(languageOf(format), source, { name: 'notes', text: beside });
  let at = 0;
  let result = '';
  file.stretches.forEach((stretch, index) => {
    result += source.slice(at, stretch.start) + formatted(file, stretch, index);
    at = stretch.end;
  });
  return result + source.slice(at);
}
