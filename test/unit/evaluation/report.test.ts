import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildReport } from '../../../server/src/evaluation/report/buildReport';
import { comparedReport, comparedStages } from '../../../server/src/evaluation/report/compared';
import { errorsCsv, figuresCsv } from '../../../server/src/evaluation/report/csv';
import { reportHtml } from '../../../server/src/evaluation/report/html';
import type { EvaluationReport } from '../../../server/src/evaluation/report/model';
import { toldApart } from '../../../server/src/evaluation/report/sideNames';
import { writeReport } from '../../../server/src/evaluation/report/writeReport';
import { scoreCorpus } from '../../../server/src/evaluation/score';
import { scoreStages } from '../../../server/src/evaluation/stages';
import { readPubTator } from '../../../server/src/formats/pubtator/read';

const head =
  '7|t|Zinc 🙂 and gold caused itch.\n7|a|Later acute rash came. Lead poisoning, "pain" and <b> were seen.\n';
const line = (start: number, wording: string, type: string, id: string) =>
  `7\t${start}\t${start + [...wording].length}\t${wording}\t${type}\t${id}\n`;
const at = (wording: string) => {
  const text = [...`Zinc 🙂 and gold caused itch. ${head.split('|a|')[1]}`].join('');
  return [...text.slice(0, text.indexOf(wording))].length;
};
const goldFile =
  head +
  line(0, 'Zinc', 'Chemical', 'C1') +
  line(at('itch'), 'itch', 'Disease', 'D1') +
  line(at('acute rash'), 'acute rash', 'Disease', 'D2') +
  line(at('Lead poisoning'), 'Lead poisoning', 'Disease', 'D3') +
  line(at('pain'), 'pain', 'Disease', 'D4') +
  '7\tCID\tC1\tD1\n';
const predictedFile =
  head +
  line(0, 'Zinc', 'Chemical', 'C1') +
  line(at('gold'), 'gold', 'Chemical', 'C2') +
  line(at('itch'), 'itch', 'Disease', 'D9') +
  line(at('rash'), 'rash', 'Disease', 'D2') +
  line(at('Lead poisoning'), 'Lead poisoning', 'Chemical', 'C3') +
  '7\tCID\tC1\tD2\n';
const read = (file: string) => readPubTator(file).documents;

async function reportOf(gold: string, predicted: string, compared?: string): Promise<EvaluationReport> {
  const documents = read(gold);
  const stagesOf = (file: string) => scoreStages(documents, 'none', async () => read(file));
  return buildReport({
    gold: 'gold.pubtator',
    documents,
    files: documents.map(() => 'gold.pubtator'),
    textOf: () => gold,
    problems: [],
    scored: 'pred.pubtator',
    stages: await stagesOf(predicted),
    ...(compared !== undefined && { compared: comparedStages({ name: 'other' }, await stagesOf(compared)) }),
    preferredName: (id) => (id === 'C1' ? 'Zinc' : undefined),
  });
}

test('each error is named, with what both sides say and where it stands in the file', async () => {
  const report = await reportOf(goldFile, predictedFile);
  const told = report.stages[0].errors.map(
    ({ kind, type, line, column, gold, predicted }) =>
      `${kind} ${type} ${line}:${column} ${gold.map(({ text }) => text)} / ${predicted.map(({ text }) => text)}`,
  );
  assert.deepEqual(told, [
    'relation CID 1:5 Zinc → itch / ',
    'relation CID 1:5  / Zinc → rash',
    'falsePositive Chemical 1:17  / gold',
    'concept Disease 1:29 itch / itch',
    'boundary Disease 2:11 acute rash / rash',
    'type Disease 2:28 Lead poisoning / Lead poisoning',
    'missed Disease 2:45 pain / ',
  ]);
  const [document] = report.documents;
  for (const { start, end, gold, predicted, context } of report.stages[0].errors) {
    const [first] = [...gold, ...predicted];
    assert.ok(first.text.includes(document.text!.slice(start, end)));
    assert.ok(context.some((sentence) => sentence.start <= start && end <= sentence.end));
  }
  assert.deepEqual(report.names, { C1: 'Zinc' });
});

test('figures are those of the scores, each with an interval around it', async () => {
  const report = await reportOf(goldFile, predictedFile);
  const scores = scoreCorpus(read(goldFile), read(predictedFile));
  for (const { name, form, p, r, f1, tp, fp, fn, interval, byDocument } of report.stages[0].figures) {
    assert.deepEqual(form === 'share' ? r : { p, r, f1, tp, fp, fn }, scores[name], name);
    assert.ok(interval.r[0] <= r && r <= interval.r[1]);
    assert.deepEqual(byDocument, { tp: [tp], fp: [fp], fn: [fn] });
  }
  const overlap = report.stages[0].figures.find(({ name }) => name === 'overlap_Disease')!;
  // The rash is found in part.
  assert.deepEqual([overlap.tp, overlap.fp, overlap.fn], [2, 0, 2]);
});

test('two models of one name are told apart by their folders', () => {
  const named = (folder?: string) => ({ name: 'default 0.1.0', folder });
  const cases: [string | undefined, string | undefined, string, string][] = [
    ['/runs/a/model-best', '/runs/b/model-best', 'default 0.1.0 (a)', 'default 0.1.0 (b)'],
    ['/runs/a/x', '/runs/b/x', 'default 0.1.0 (a › x)', 'default 0.1.0 (b › x)'],
    ['C:\\models\\default', '/x', 'default 0.1.0 (default)', 'default 0.1.0 (x)'],
    ['/runs/a', '/runs/a/model-best', 'default 0.1.0', 'default 0.1.0'],
    ['/runs/a', undefined, 'default 0.1.0 (a)', 'default 0.1.0'],
    [undefined, undefined, 'default 0.1.0', 'default 0.1.0'],
  ];
  for (const [one, other, ...told] of cases) assert.deepEqual(toldApart(named(one), named(other)), told);
  assert.deepEqual(toldApart(named('/a'), { name: 'other', folder: '/b' }), ['default 0.1.0', 'other']);
});

test('a report of a model is compared with that of another one of its name', async () => {
  const documents = read(goldFile);
  const stages = await scoreStages(documents, 'none', async () => documents);
  const saved = { ...(await reportOf(goldFile, goldFile)), scored: 'default', folder: '/runs/a' };
  const compared = comparedReport('report.json', JSON.stringify(saved), ['7']);
  const report = buildReport({
    gold: 'gold.txt',
    documents,
    files: ['gold.txt'],
    textOf: () => goldFile,
    problems: [],
    scored: 'default',
    folder: '/runs/b',
    stages,
    compared,
  });
  assert.deepEqual(
    [report.scored, report.compared, report.folder],
    ['default (b)', 'default (a)', '/runs/b'],
  );
});

test('a report that was saved can be compared with, and one of other documents is refused', async () => {
  const saved = JSON.stringify(await reportOf(goldFile, goldFile));
  const ids = ['7'];
  const other = comparedReport('report.json', saved, ids);
  assert.equal(other.tallyOf('none', 'mention_Disease')!.hits.tp, 4);
  assert.equal(other.tallyOf('spans', 'mention_Disease'), undefined);
  assert.throws(
    () => comparedReport('report.json', saved, ['7', '8']),
    /other documents \(1\) than these \(2\)/,
  );
  assert.throws(() => comparedReport('report.json', '{"format":"biogloss-evaluation"', ids), /not a report/);
  const report = await reportOf(goldFile, predictedFile, goldFile);
  const { comparison } = report.stages[0].figures.find(({ name }) => name === 'mention_Disease')!;
  assert.deepEqual([comparison!.other, comparison!.difference], [1, -0.6667]);
  assert.equal(report.compared, 'other');
});

test('tables quote what documents say, and the page keeps it from being markup', async () => {
  const hostile = `9|t|Zinc, "x" </script><!-- came.\n9|a|\n9\t0\t25\tZinc, "x" </script><!-- c\tChemical\tC1\n`;
  const report = await reportOf(hostile, '9|t|Zinc, "x" </script><!-- came.\n9|a|\n');
  assert.match(errorsCsv(report), /"Zinc, ""x"" <\/script><!-- c"/);
  assert.match(figuresCsv(report), /^none,mention_Chemical,0,0,0,,0,0,1,0,0,/m);
  const html = reportHtml(report, { script: 'show("</script>")', style: 'a{}' }, 'table <x>');
  assert.equal(html.match(/<\/script>/g)!.length, 2);
  assert.match(html, /<pre>table &lt;x&gt;<\/pre>/);
  const json = /<script type="application\/json" id="report">(.*?)<\/script>/s.exec(html)![1];
  assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(report)));
});

test('ids and types may have the names of what every object has', async () => {
  const text = '__proto__|t|Zinc caused itch.\n__proto__|a|\n';
  const line = (start: number, words: string, type: string, id: string) =>
    `__proto__\t${start}\t${start + words.length}\t${words}\t${type}\t${id}\n`;
  const gold = `${text}${line(0, 'Zinc', 'constructor', 'toString')}${line(12, 'itch', '__proto__', '__proto__')}`;
  const report = await reportOf(
    `${gold}__proto__\tvalueOf\ttoString\t__proto__\n`,
    `${text}${line(0, 'Zinc', 'constructor', '__proto__')}`,
    gold,
  );
  const figures = Object.fromEntries(
    report.stages[0].figures.map(({ name, tp, fp, fn }) => [name, [tp, fp, fn]]),
  );
  assert.deepEqual(figures['mention_constructor'], [1, 0, 0]);
  assert.deepEqual(figures['mention___proto__'], [0, 0, 1]);
  assert.deepEqual(figures['relation_valueOf'], [0, 0, 1]);
  assert.deepEqual(
    report.stages[0].errors.map(({ kind, type }) => `${kind} ${type}`),
    ['concept constructor', 'relation valueOf', 'missed __proto__'],
  );
  assert.ok(report.stages[0].figures.every(({ comparison }) => comparison));
});

test('the time for a long document grows with its errors, not with their square', async () => {
  const fileOf = (count: number, isGold: boolean) => {
    const sentence = 'Naproxen sodium caused ulcers. ';
    const lines = Array.from({ length: count }, (_, at) => {
      const start = at * sentence.length;
      const drug = isGold ? 'Naproxen' : 'Naproxen sodium';
      return [
        `1\t${start}\t${start + drug.length}\t${drug}\tChemical\tC${at}`,
        `1\t${start + 23}\t${start + 29}\tulcers\tDisease\tD${at}`,
        `1\tCID\tC${at}\tD${isGold ? at : at + 1}`,
      ].join('\n');
    });
    return `1|t|${sentence.repeat(count).trimEnd()}\n1|a|\n${lines.join('\n')}\n`;
  };
  const seconds = async (count: number) => {
    const before = process.cpuUsage();
    const report = await reportOf(fileOf(count, true), fileOf(count, false));
    assert.equal(report.stages[0].errors.length, 3 * count);
    const { user } = process.cpuUsage(before);
    return user / 1e6;
  };
  await seconds(200);
  const [short, long] = [await seconds(500), await seconds(4000)];
  assert.ok(long < 40 * short, `${long} s for eight times what takes ${short} s`);
});

const skip = existsSync(join(process.cwd(), 'dist', 'evaluationView.js')) ? false : 'needs npm run build';

test('a folder holds the report in each form; the page asks nobody for anything', { skip }, async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'biogloss-')), 'deep', 'report');
  try {
    await writeReport(folder, await reportOf(goldFile, predictedFile), 'table');
    assert.deepEqual(readdirSync(folder).sort(), ['errors.csv', 'figures.csv', 'report.html', 'report.json']);
    const html = readFileSync(join(folder, 'report.html'), 'utf8');
    assert.match(html, /default-src 'none'/);
    assert.doesNotMatch(html, /\b(?:src|href)=|url\(|sourceMappingURL/);
  } finally {
    rmSync(join(folder, '..', '..'), { recursive: true });
  }
});

test('a report that is being made is alive at each figure and each document', async () => {
  const documents = read(goldFile + goldFile.replaceAll('7', '8'));
  let signs = 0;
  const { stages } = buildReport({
    gold: 'gold.pubtator',
    documents,
    files: documents.map(() => 'gold.pubtator'),
    textOf: () => goldFile,
    problems: [],
    scored: 'pred.pubtator',
    stages: await scoreStages(documents, 'none', async () => read(predictedFile)),
    alive: () => signs++,
  });
  assert.equal(signs, stages[0].figures.length + documents.length);
});
