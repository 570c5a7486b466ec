/** One line of an `.ann` file, told apart by its first letter. Offsets are code points of the text. */
export type BratLine =
  | {
      readonly kind: 'mention';
      readonly name: string;
      readonly type: string;
      readonly pairs: readonly (readonly [start: number, end: number])[];
      /** The text that the line says it covers, where it says so. */
      readonly words?: string;
    }
  | {
      readonly kind: 'reference';
      readonly target: string;
      readonly reference: string;
      readonly words?: string;
    }
  | { readonly kind: 'attribute'; readonly target: string; readonly type: string; readonly value: string }
  | {
      readonly kind: 'relation';
      readonly name: string;
      readonly type: string;
      readonly ends: readonly [string, string];
    }
  | { readonly kind: 'note'; readonly type: string; readonly target: string; readonly text: string }
  /** A line that brat knows and we have no place for: events, equivalences. */
  | { readonly kind: 'other'; readonly letter: string }
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'broken';
      readonly name: string;
      readonly isMention: boolean;
      readonly expected: string;
    };

/**
 * Reads a line without its line break.
 * @see https://brat.nlplab.org/standoff.html
 */
export function parseBratLine(line: string): BratLine {
  if (line.trim() === '') return { kind: 'blank' };
  const [name = '', content = '', ...rest] = line.split('\t');
  const tail = rest.length > 0 ? rest.join('\t') : undefined;
  const broken = (expected: string, isMention = false): BratLine => ({
    kind: 'broken',
    name,
    isMention,
    expected,
  });
  switch (line[0]) {
    case 'T': {
      const [, type, offsets] = /^(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)\s*$/.exec(content) ?? [];
      if (type === undefined || offsets === undefined)
        return broken(`"TYPE START END" was expected after the first tab, not "${content}"`, true);
      const pairs = offsets.split(';').map((pair) => pair.split(' ').map(Number) as [number, number]);
      return { kind: 'mention', name, type, pairs, words: tail };
    }
    case 'N': {
      const [, target, reference] = /^\S+ (\S+) (\S.*)$/.exec(content) ?? [];
      return target && reference
        ? { kind: 'reference', target, reference, words: tail }
        : broken('"Reference T1 ID" with a known T was expected');
    }
    // M is how brat called attributes before its version 1.1.
    case 'A':
    case 'M': {
      const [, type, target, value = ''] = /^(\S+) (\S+)(?: (\S+))?\s*$/.exec(content) ?? [];
      return type && target
        ? { kind: 'attribute', target, type, value }
        : broken('"NAME T1" or "NAME T1 VALUE" was expected');
    }
    case 'R': {
      const [, type, first, second] = /^(\S+) \S+?:(\S+) \S+?:(\S+)\s*$/.exec(content) ?? [];
      return type && first && second
        ? { kind: 'relation', name, type, ends: [first, second] }
        : broken('"TYPE Arg1:T1 Arg2:T2" with known Ts was expected');
    }
    case '#': {
      const [, type, target] = /^(\S+) (\S+)\s*$/.exec(content) ?? [];
      // A line of another program's remarks is no note and no mistake.
      return type && target ? { kind: 'note', type, target, text: tail ?? '' } : { kind: 'blank' };
    }
    default:
      return { kind: 'other', letter: line[0]! };
  }
}
