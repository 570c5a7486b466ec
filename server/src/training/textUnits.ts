import { randomSequence } from '../numbers/randomNumbers';
import { cutUnits, type Unit } from '../pipeline/units';
import type { RawText } from './rawText';

/** A part of an unlabelled text, as long as the units that the pipeline reads at once. */
export interface TextUnit {
  readonly text: string;
  readonly unit: Unit;
}

/** A word with the space behind it, in UTF-16 units. */
const unitsPerWord = 6;

/** How many words a unit has, before it is cut into words. */
export const aboutWords = ({ unit: { span } }: TextUnit): number =>
  Math.ceil((span.end - span.start) / unitsPerWord);

/** Units of texts in an order that the seed draws: about `words` words in all, or as many as there are. */
export function drawUnits(texts: readonly RawText[], words: number, seed: number): TextUnit[] {
  const random = randomSequence(seed, 'text units');
  const order = texts.map(({ text }) => ({ text, key: random() })).sort((a, b) => a.key - b.key);
  const units: TextUnit[] = [];
  let total = 0;
  for (const { text } of order) {
    if (total >= words) break;
    const span = { start: 0, end: text.length };
    for (const unit of cutUnits(text, [{ kind: 'paragraph', span, prose: [span] }])) {
      units.push({ text, unit });
      total += aboutWords({ text, unit });
    }
  }
  return units;
}
