import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityMention } from '../../../server/src/annotation/model';
import type { Decision } from '../../../server/src/curation/decision';
import { emptySidecar, writeSidecar } from '../../../server/src/curation/sidecar';
import { cutUnits } from '../../../server/src/pipeline/units';
import type { ExportRequest, LoadRequest } from '../../../server/src/protocol/analysis';
import type { Analyser } from '../../../server/src/worker/analysis/analyser';
import { exportAnnotations } from '../../../server/src/worker/analysis/exportAnnotations';
import { KeptAnnotations } from '../../../server/src/worker/analysis/keptAnnotations';
import { mention } from '../curation/decided';

/** Marks two names, and counts how often it was asked. */
export class TwoNames implements Analyser {
  readings = 0;
  readonly cut: Analyser['cut'] = ({ text, passages }) => cutUnits(text, passages);
  useWords(): void {}
  async annotateUnit(...[{ text }, { span }]: Parameters<Analyser['annotateUnit']>) {
    this.readings++;
    const names = [...text.slice(span.start, span.end).matchAll(/aspirin|ulcers/gi)];
    const mentions = names.map(({ 0: name, index }): EntityMention => {
      const start = span.start + index;
      const type = /aspirin/i.test(name) ? 'Chemical' : 'Disease';
      return {
        spans: [{ start, end: start + name.length }],
        type,
        concepts: [],
        score: type === 'Chemical' ? 0.9 : 0.4,
        origin: 'predicted',
      };
    });
    return { mentions, relations: [] };
  }
}

export const corpus =
  '1|t|Ulcers\n1|a|Aspirin.\n1\t0\t6\tUlcers\tDisease\tMESH:D014456\n\n2|t|Aspirin\n2|a|\n\n3|t|Ulcers\n3|a|\n';

/** Runs a test with a folder: two texts, of which persons have looked at one, a corpus and what is no document. */
export const withPapers =
  (
    run: (
      folder: string,
      exported: (
        request: Partial<ExportRequest>,
        signal?: AbortSignal,
        progress?: (done: number, total: number, doing?: string) => void,
      ) => ReturnType<typeof exportAnnotations>,
      analyser: TwoNames,
    ) => Promise<void>,
  ) =>
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-export-'));
    const papers = join(folder, 'papers');
    mkdirSync(papers);
    const text = 'Aspirin caused severe ulcers.';
    writeFileSync(join(papers, 'a.txt'), text);
    writeFileSync(join(papers, 'b.txt'), 'No aspirin.\nNo ulcers.\n');
    writeFileSync(join(papers, 'package.json'), '{"name": "aspirin"}');
    writeFileSync(join(papers, 'c.pubtator'), corpus);
    const decisions: Decision[] = [
      mention(text, {
        was: { words: 'ulcers', type: 'Disease' },
        is: { words: 'severe ulcers', type: 'Disease' },
      }),
      mention('Ibuprofen helped.', { is: { words: 'Ibuprofen', type: 'Chemical' } }),
    ];
    writeFileSync(join(papers, 'a.txt.curation'), writeSidecar({ ...emptySidecar, decisions }));
    const analyser = new TwoNames();
    const exported = async (
      request: Partial<ExportRequest>,
      signal = new AbortController().signal,
      progress: (done: number, total: number, doing?: string) => void = () => {},
    ) => {
      const whole: ExportRequest = {
        type: 'export',
        id: 1,
        paths: [papers],
        open: [],
        leftOut: [],
        annotations: 'both',
        minimumScore: 0,
        format: 'mentions-tsv',
        ask: false,
        sideFile: false,
        kept: join(folder, 'kept'),
        exports: join(folder, 'exports'),
        ...request,
      };
      const load = { guidelines: [], terminologies: [] } as unknown as LoadRequest;
      const kept = await KeptAnnotations.open(whole.kept, load, undefined, []);
      return exportAnnotations(analyser, whole, { kept, signal, progress });
    };
    try {
      await run(papers, exported, analyser);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

/** `a.txt Aspirin predicted`, … */
export const rowsOf = (table: string): string[] =>
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map((cells) => [cells[0], cells[5], cells[9]].join(' '));
