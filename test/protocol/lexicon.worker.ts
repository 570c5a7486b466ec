// An analysis worker over a handful of words, which shows on demand what real models do at their worst. It speaks through the
// product's own serveAnalysis.
import type { EntityMention } from '../../server/src/annotation/model';
import { cutUnits } from '../../server/src/pipeline/units';
import { UserWords } from '../../server/src/pipeline/userWords';
import { read } from '../../server/src/tasks/reading';
import { openIndexes } from '../../server/src/terminology/openTerminologies';
import { span } from '../../server/src/text/span';
import type { Analyser } from '../../server/src/worker/analysis/analyser';
import { dictionaryOf } from '../../server/src/worker/analysis/dictionary';
import { serveAnalysis } from '../../server/src/worker/analysis/serveAnalysis';

process.on('disconnect', () => process.exit());

const concepts: Readonly<Record<string, readonly [type: string, id: string]>> = {
  naproxen: ['Chemical', 'MESH:D009288'],
  ulcers: ['Disease', 'MESH:D014456'],
  ulcer: ['Disease', 'MESH:D014456'],
  aspirin: ['Chemical', 'MESH:D001241'],
  bleeding: ['Disease', 'MESH:D006470'],
};

/** What a disease may mean instead. */
const pepticUlcer = { concepts: [{ id: 'MESH:D010437', name: 'Peptic Ulcer' }], score: 0.1 };

/** Blocks the process, as a run of a model does. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

const noName = () => undefined;
let own = new UserWords([], noName);

/** Folder name → what loading it does. */
const loading: Readonly<Record<string, () => void>> = {
  missing: () => {
    throw new Error('/models/missing is not a model: there is no such folder.');
  },
  slow: () => block(500),
  hangs: () => block(1e9),
  dies: () => process.exit(3),
};

serveAnalysis(process, ({ folder, terminologies }) => {
  // Only what a test imports: the names of the embedded index would be marked beside the handful of words.
  const { imported, problems } = openIndexes(terminologies);
  const dictionary = dictionaryOf(imported);
  const preferredName = (id: string) => imported.preferredName(id);
  return { dictionary, imported: dictionary, problems, preferredName, model: async () => lexicon(folder) };
});

function lexicon(folder: string): Analyser {
  const name = folder.split('/').pop() ?? '';
  loading[name]?.();
  return {
    model: {
      name,
      folder,
      device: 'cpu',
      guidelines: [],
      inUse: [],
      entityTypes: ['Chemical', 'Disease'],
      relationTypes: ['CID'],
      relationThresholds: {},
    },
    cut: ({ text, passages }) => cutUnits(text, passages),
    useWords: (words) => {
      own = new UserWords(words, noName);
    },
    async annotateUnit({ text }, unit) {
      const words = text.slice(unit.span.start, unit.span.end);
      for (const [, duration] of words.matchAll(/\bblock(\d+)\b/g)) block(Number(duration));
      if (/\babort\b/.test(words)) process.abort();
      if (/\bthrow\b/.test(words)) throw new Error('The model cannot read "throw".');
      const found: EntityMention[] = [...words.matchAll(/\p{L}+/gu)].flatMap((match) => {
        const known = concepts[match[0].toLowerCase()];
        if (!known) return [];
        const start = unit.span.start + match.index;
        const place = span(start, start + match[0].length);
        return [
          {
            spans: [place],
            type: known[0],
            concepts: [{ id: known[1] }],
            ...(known[0] === 'Disease' && { alternatives: [pepticUlcer] }),
            score: 0.9,
            origin: 'predicted',
          },
        ];
      });
      const reading = read(text, unit.passages);
      const mentions = own.decide(reading, own.mark(reading, found));
      const [subject, object] = ['Chemical', 'Disease'].map((wanted) =>
        mentions.find(({ type }) => type === wanted),
      );
      if (!subject?.concepts[0] || !object?.concepts[0]) return { mentions, relations: [] };
      const evidence = { sentence: unit.span, subject: subject.spans[0], object: object.spans[0] };
      const [from, to] = [subject.concepts[0].id, object.concepts[0].id];
      return {
        mentions,
        relations: [
          { type: 'CID', subject: from, object: to, score: 0.8, evidence: [evidence], origin: 'predicted' },
        ],
      };
    },
  };
}
