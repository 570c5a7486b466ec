import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { LoadRequest } from '../../../server/src/protocol/analysis';
import { KeptAnnotations } from '../../../server/src/worker/analysis/keptAnnotations';
import { rowsOf, withPapers } from './papers';

/** As if somebody worked on a file some minutes from now. */
function change(path: string, text: string): void {
  writeFileSync(path, text);
  const later = Date.now() / 1_000 + 300;
  utimesSync(path, later, later);
}

test(
  'what an export has put into a folder is none of its documents, until somebody changes it',
  withPapers(async (folder, exported) => {
    const before = await exported({ preview: 99 });
    const out = join(folder, 'all.pubtator');
    await exported({ format: 'pubtator', out });
    await exported({ format: 'brat', out: join(folder, 'all.brat') });
    const after = await exported({ preview: 99 });
    assert.equal(after.preview, before.preview);
    assert.match(
      after.notes.join('\n'),
      /^6 files that earlier exports have written are left out: 1\.txt, 2\.txt, 3\.txt, …\./m,
    );
    // To the same place again: nothing to tell, as it is replaced.
    assert.doesNotMatch((await exported({ format: 'pubtator', out })).notes.join(), /all\.pubtator/);
    // Who names it wants it.
    assert.equal((await exported({ paths: [out], preview: 99 })).documents, 5);
    change(out, readFileSync(out, 'utf8').replace('\tulcers\t', '\tulcers\t'));
    const changed = await exported({ preview: 99 });
    assert.equal(changed.documents, before.documents + 5);
    assert.match(changed.notes.join('\n'), /^4 documents stand twice, with the same id and the same text/m);
    await assert.rejects(
      exported({ format: 'pubtator', out }),
      /all\.pubtator is one of the documents that are exported, and would be lost\. Choose another name\./,
    );
  }),
);

test(
  'a corpus of the folder is not written over by the folder’s export',
  withPapers(async (folder, exported) => {
    const out = join(folder, 'c.pubtator');
    const held = readFileSync(out, 'utf8');
    await assert.rejects(exported({ format: 'pubtator', out }), /c\.pubtator is one of the documents/);
    assert.equal(readFileSync(out, 'utf8'), held);
  }),
);

test(
  'brat in a folder that is there: all of it or nothing; what an earlier export has left goes, what is somebody’s stays',
  withPapers(async (folder, exported) => {
    const out = join(folder, '..', 'out.brat');
    const export_ = (paths: string[]) => exported({ format: 'brat', out, paths });
    const held = () =>
      readdirSync(out)
        .sort()
        .map((name) => [
          name,
          statSync(join(out, name)).isFile() ? readFileSync(join(out, name), 'utf8') : 'a folder',
        ]);
    await export_([folder]);
    writeFileSync(join(out, 'notes.md'), 'mine');
    change(join(out, '3.ann'), 'T1\tDisease 0 6\tUlcers\n');
    rmSync(join(out, 'b.txt.txt'));
    mkdirSync(join(out, 'b.txt.txt'));
    const before = held();
    await assert.rejects(export_([join(folder, 'a.txt'), join(folder, 'b.txt')]), /out\.brat/);
    assert.deepEqual(held(), before);
    assert.deepEqual(
      readdirSync(dirname(out)).filter((name) => name.includes('.tmp')),
      [],
    );
    rmdirSync(join(out, 'b.txt.txt'));
    const { notes } = await export_([join(folder, 'a.txt')]);
    assert.match(notes.join(), /out\.brat holds 2 files that no export has written, or that somebody/);
    assert.deepEqual(
      held().map(([name]) => name),
      ['3.ann', '3.txt', 'a.txt.ann', 'a.txt.txt', 'b.txt.ann', 'notes.md'],
    );
  }),
);

test(
  'what a format cannot hold is kept beside this export, never beside a later one that does not keep it',
  withPapers(async (folder, exported) => {
    const out = join(folder, '..', 'all.conll');
    const request = { format: 'conll', out };
    await exported({ ...request, sideFile: true });
    assert.ok(existsSync(`${out}.kept.json`));
    const { notes } = await exported({ ...request, ask: true });
    assert.match(notes.join(), /all\.conll\.kept\.json is of an earlier export/);
    assert.ok(existsSync(`${out}.kept.json`));
    await exported(request);
    assert.ok(!existsSync(`${out}.kept.json`));
    // An export that cannot have its name leaves neither.
    const taken = join(folder, '..', 'taken');
    mkdirSync(join(taken, 'x'), { recursive: true });
    await assert.rejects(exported({ ...request, sideFile: true, out: taken }), /taken is a folder/);
    assert.ok(!existsSync(`${taken}.kept.json`));
  }),
);

test(
  'while losses are counted, it is told how far they are, and the export can be called off',
  withPapers(async (folder, exported) => {
    const documents = Array.from({ length: 250 }, (_, n) => `${n}|t|Aspirin ${n}\n${n}|a|\n`);
    writeFileSync(join(folder, 'c.pubtator'), documents.join('\n'));
    const paths = [join(folder, 'c.pubtator')];
    const told: string[] = [];
    await exported({ paths, format: 'conll', annotations: 'predicted' }, undefined, (done, total, doing) => {
      if (doing !== undefined) told.push(`${doing}${done} of ${total}`);
    });
    assert.deepEqual(told, ['comparing 100 of 250', 'comparing 200 of 250', 'comparing 250 of 250']);
    const enough = new AbortController();
    const called = exported({ paths, format: 'conll' }, enough.signal, (done, _, doing) => {
      if (doing !== undefined && done === 100) enough.abort(new Error('enough'));
      assert.ok(doing === undefined || done === 100);
    });
    await assert.rejects(called, /enough/);
  }),
);

test(
  'of a selection it is told what lies in it in part',
  withPapers(async (folder, exported) => {
    const path = join(folder, 'b.txt');
    const text = readFileSync(path, 'utf8');
    const open = [{ path, text, languageId: 'plaintext' }];
    const within = { start: text.indexOf('spirin'), end: text.length };
    const { preview, notes } = await exported({ paths: [path], open, within, preview: 9 });
    assert.deepEqual(rowsOf(preview!), ['b.txt:1-2 ulcers predicted']);
    assert.deepEqual(notes, ['1 mention that the selection covers in part is left out.']);
  }),
);

test(
  'where annotations cannot be kept, texts are read anew; what a power cut has left of them is replaced',
  withPapers(async (folder, exported, analyser) => {
    const load = { guidelines: [], terminologies: [] } as unknown as LoadRequest;
    const inFile = join(folder, 'a.txt', 'kept');
    assert.equal(await KeptAnnotations.open(inFile, load, undefined, []), undefined);
    const kept = join(folder, '..', 'kept');
    const paths = [join(folder, 'b.txt')];
    await exported({ paths });
    const [reader] = readdirSync(kept);
    const [file] = readdirSync(join(kept, reader!));
    truncateSync(join(kept, reader!, file!));
    const asked = analyser.readings;
    await exported({ paths });
    assert.equal(analyser.readings, asked + 1);
    await exported({ paths });
    assert.equal(analyser.readings, asked + 1);
  }),
);
