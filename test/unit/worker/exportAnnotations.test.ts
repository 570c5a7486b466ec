import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { anchorOf } from '../../../server/src/curation/anchor';
import type { Decision } from '../../../server/src/curation/decision';
import { emptySidecar, writeSidecar } from '../../../server/src/curation/sidecar';
import type { ExportRequest } from '../../../server/src/protocol/analysis';
import { mention } from '../curation/decided';
import { corpus, rowsOf, withPapers } from './papers';

test(
  'a folder: what persons decided over what the model finds, and the annotations of corpus files as persons’',
  withPapers(async (folder, exported) => {
    const out = join(folder, 'out', 'all.tsv');
    const result = await exported({ out });
    assert.deepEqual(rowsOf(readFileSync(out, 'utf8')), [
      'a.txt Aspirin predicted',
      'a.txt severe ulcers user',
      'b.txt aspirin predicted',
      'b.txt ulcers predicted',
      '1 Ulcers gold',
      '1 Aspirin predicted',
      '2 Aspirin predicted',
      '3 Ulcers predicted',
    ]);
    assert.deepEqual([result.documents, result.mentions, result.problems], [5, 8, []]);
    assert.match(result.notes.join(), /^1 decision whose words are not found .* is left out/);
  }),
);

test(
  'what an export keeps beside it is not read as documents, and what is exported is not written over',
  withPapers(async (folder, exported) => {
    const before = await exported({ preview: 99 });
    const out = join(folder, '..', 'mentions.conll');
    await exported({ paths: [join(folder, 'c.pubtator')], format: 'conll', out, sideFile: true });
    renameSync(`${out}.kept.json`, join(folder, 'mentions.conll.kept.json'));
    assert.equal((await exported({ preview: 99 })).documents, before.documents);
    const corpus = join(folder, 'c.pubtator');
    const held = readFileSync(corpus);
    await assert.rejects(
      exported({ paths: [corpus], format: 'pubtator', out: corpus }),
      /c\.pubtator is one of the documents that are exported, and would be lost\. Choose another name\./,
    );
    assert.deepEqual(readFileSync(corpus), held);
  }),
);

test(
  'what a corpus file has no place for, that a finding of the model is none, counts from beside it; the file itself counts before that',
  withPapers(async (folder, exported) => {
    const at = (words: string, nth: number) => {
      const start = [...corpus.matchAll(new RegExp(words, 'g'))][nth]!.index;
      return { start, end: start + words.length };
    };
    const rejected = (id: string, type: string, span: { start: number; end: number }) => ({
      kind: 'mention' as const,
      id,
      by: 'Ada',
      when: '2026-01-02T03:04:05Z',
      place: anchorOf(corpus, span),
      was: { spans: [{ start: 0, end: span.end - span.start }] as const, type },
    });
    const decisions: Decision[] = [
      rejected('m1', 'Chemical', at('Aspirin', 0)),
      rejected('m2', 'Disease', at('Ulcers', 0)),
      rejected('m3', 'Disease', at('Ulcers', 2)),
    ];
    writeFileSync(join(folder, 'c.pubtator.curation'), writeSidecar({ ...emptySidecar, decisions }));
    const rows = async (annotations: ExportRequest['annotations']) => {
      const paths = [join(folder, 'c.pubtator')];
      return rowsOf((await exported({ paths, annotations, preview: 99 })).preview!);
    };
    assert.deepEqual(await rows('both'), ['1 Ulcers gold', '2 Aspirin predicted']);
    assert.deepEqual(await rows('curated'), ['1 Ulcers gold']);
    assert.deepEqual(await rows('predicted'), [
      '1 Ulcers predicted',
      '1 Aspirin predicted',
      '2 Aspirin predicted',
      '3 Ulcers predicted',
    ]);
  }),
);

test(
  'curated alone: texts that nobody has looked at are left out and told; predicted alone: decisions do not count; the least score holds for predictions',
  withPapers(async (_, exported) => {
    const curated = await exported({ annotations: 'curated', preview: 99 });
    assert.deepEqual(rowsOf(curated.preview!), ['a.txt severe ulcers user', '1 Ulcers gold']);
    assert.match(curated.notes.join(), /3 documents that nobody has decided on are left out\./);
    const predicted = await exported({ annotations: 'predicted', minimumScore: 0.5, preview: 99 });
    assert.deepEqual(rowsOf(predicted.preview!), [
      'a.txt Aspirin predicted',
      'b.txt aspirin predicted',
      '1 Aspirin predicted',
      '2 Aspirin predicted',
    ]);
    assert.deepEqual(predicted.notes, []);
  }),
);

test(
  'a preview writes nothing and reads no more than it shows; what is written later is not read again',
  withPapers(async (folder, exported, analyser) => {
    const before = readdirSync(folder);
    const { preview, documents } = await exported({ format: 'brat', preview: 1 });
    assert.equal(documents, 1);
    assert.match(preview!, /^=== a\.txt\.txt ===\nAspirin caused severe ulcers\.\n=== a\.txt\.ann ===\nT1\t/);
    assert.equal(analyser.readings, 1);
    assert.deepEqual(readdirSync(folder), before);
    await exported({});
    const readings = analyser.readings;
    await exported({ out: join(folder, 'all.tsv') });
    assert.equal(analyser.readings, readings);
    // Nor is what was written read as a document of the folder.
    const { documents: again } = await exported({ format: 'pubtator', out: join(folder, 'all.pubtator') });
    assert.equal(
      (await exported({ format: 'pubtator', out: join(folder, 'all.pubtator') })).documents,
      again,
    );
  }),
);

test(
  'a selection: of a text its lines as a document of their own, as the editor holds them; of a corpus the documents that it touches',
  withPapers(async (folder, exported) => {
    const path = join(folder, 'b.txt');
    const text = 'No aspirin.\nNo ulcers now.\n';
    const open = [{ path, text, languageId: 'plaintext' }];
    const within = { start: text.indexOf('No ulcers'), end: text.length };
    const one = await exported({ paths: [path], open, within, format: 'json', preview: 9 });
    const [document] = JSON.parse(one.preview!).documents;
    assert.deepEqual([document.id, document.text], ['b.txt:2', 'No ulcers now.\n']);
    assert.deepEqual(document.mentions[0].spans, [[3, 9]]);
    const file = join(folder, 'c.pubtator');
    const touched = { start: corpus.indexOf('Disease'), end: corpus.indexOf('2|a|') };
    const open2 = [{ path: file, text: corpus, languageId: 'pubtator' }];
    const some = await exported({ paths: [file], open: open2, within: touched, preview: 9 });
    assert.deepEqual(rowsOf(some.preview!), ['1 Ulcers gold', '1 Aspirin predicted', '2 Aspirin predicted']);
  }),
);

test(
  'decisions that an editor holds count in place of the sidecar, which may be older',
  withPapers(async (folder, exported) => {
    const path = join(folder, 'a.txt');
    const text = 'Now aspirin caused severe ulcers.';
    const decisions = [mention(text, { was: { words: 'ulcers', type: 'Disease' } })];
    const open = [{ path, text, languageId: 'plaintext', decisions }];
    const { preview } = await exported({ paths: [path], open, preview: 1 });
    assert.deepEqual(rowsOf(preview!), ['a.txt aspirin predicted']);
  }),
);

test(
  'hidden files do not count, and a sidecar that is none is told',
  withPapers(async (folder, exported) => {
    writeFileSync(join(folder, 'b.txt.curation'), 'hello');
    const { problems, documents } = await exported({ leftOut: ['**/*.pubtator'] });
    assert.match(problems.join(), /b\.txt\.curation:1: this is no sidecar/);
    assert.equal(documents, 1);
  }),
);

for (const [format, out] of [
  ['pubtator', 'out.pubtator'],
  ['brat', 'out.brat'],
] as const)
  test(
    `called off while ${format} is written: nothing of it is there, and what was there stays`,
    withPapers(async (folder, exported) => {
      await exported({ format, out: join(folder, 'first', out) });
      const list = () => readdirSync(folder, { recursive: true }).map(String).sort();
      const before = list();
      const request = { format, sideFile: true, paths: [join(folder, 'a.txt')], out: join(folder, out) };
      // The signal is looked at here and there; at one of these moments the person has had enough.
      const enoughAfter = (looks: number) => {
        let left = looks;
        return new Proxy(new AbortController().signal, {
          get: (signal, name) => {
            if (name === 'throwIfAborted' && --left < 0) throw new Error('enough');
            const value = Reflect.get(signal, name);
            return typeof value === 'function' ? value.bind(signal) : value;
          },
        });
      };
      let looks = 0;
      for (let isWritten = false; !isWritten; looks++) {
        isWritten = await exported(request, enoughAfter(looks)).then(
          () => true,
          (error: Error) => {
            assert.equal(error.message, 'enough');
            assert.deepEqual(list(), before);
            return false;
          },
        );
      }
      assert.ok(looks > 3);
      assert.ok(existsSync(join(folder, out)));
      assert.ok(existsSync(join(folder, `${out}.kept.json`)) || format === 'brat');
    }),
  );
