import { qualifiedConceptId } from '../../annotation/conceptId';
import { type ChunkReader, type ConceptSink, problemAt, type TerminologyFormat } from './format';
import { lineReader } from './lines';

/**
 * Dictionaries of normalisers, one name a line: `D003920||Diabetes Mellitus`. A line may give several ids that mean the same, separated
 * by bars (`D001943|114480||breast cancer`): the first is the concept's, the others are cross-references. Numbers alone are OMIM's.
 */
function openDictionary(sink: ConceptSink, fallbackType: string): ChunkReader {
  return lineReader(sink, (line, number) => {
    if (line.trim() === '') return;
    const bars = line.indexOf('||');
    const name = line.slice(bars + 2).trim();
    const [id, ...others] = (bars < 0 ? '' : line.slice(0, bars))
      .split('|')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    if (!id || name === '') {
      sink.problem(problemAt('warning', 'a line "id||name" was expected here; it is left out', number));
      return;
    }
    const xrefs = others.map(qualified);
    sink.concept(
      {
        id: qualified(id),
        preferredName: name,
        synonyms: [],
        types: [fallbackType],
        ...(xrefs.length > 0 && { xrefs }),
      },
      number,
    );
  });
}

const qualified = (id: string): string => (/^\d{6}$/.test(id) ? `OMIM:${id}` : qualifiedConceptId(id));

export const idNameDictionary: TerminologyFormat = {
  id: 'id-name',
  title: 'Dictionary with a line id||name for each name',
  oneRecordPerId: false,
  detects: (head) => /^[^\s|][^\s]*\|\|\S/.test(head),
  open: openDictionary,
};
