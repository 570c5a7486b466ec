// What an open corpus file costs the language server: cutting it, looking it through, and following an edit. Beside each figure stands what reading the
// whole file with the format's reader takes in the same process. Times are the processor's, so that other work on the machine is not in them.
//   node scripts/bench.mjs corpusFiles            20 MB of each format; --megabytes=5 for less
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CorpusFile } from '../../server/src/formats/layout/corpusFile';
import { formatById, readFile } from '../../server/src/formats/registry';
import { CorpusFileCheck } from '../../server/src/languageService/corpus/check';
import { CorpusSymbolProvider } from '../../server/src/languageService/corpus/documentSymbols';
import { languageOf } from '../support/corpusLanguage';
import { largeCorpus } from '../support/largeCorpus';
import { longDocument } from '../support/longDocument';

const megabytes = Number(
  process.argv.find((argument) => argument.startsWith('--megabytes='))?.slice(12) ?? 20,
);

/** @returns milliseconds of the processor */
function timed<T>(work: () => T): { readonly took: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { took: (user + system) / 1_000, result };
}

const ms = (milliseconds: number) =>
  `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;

for (const id of ['pubtator', 'jsonl', 'conll', 'bioc-json', 'bioc-xml']) {
  const format = formatById(id)!;
  const [one] = [format.write!(largeCorpus(100)).length / 100];
  const text = format.write!(largeCorpus(Math.ceil((megabytes * 1e6) / one)));
  const whole = timed(() => readFile({ name: 'large', text }, format)).took;
  const { took: cut, result: file } = timed(() => new CorpusFile(languageOf(id), text, { name: 'large' }));
  const check = new CorpusFileCheck(file);
  const { took: checked } = timed(() => [...check.run((concept) => concept !== 'MESH:D000009')]);
  const edits: number[] = [];
  let now = text;
  for (let n = 1; n <= 20; n++) {
    const at = now.indexOf('ulcers', Math.floor((n / 21) * now.length));
    const after = `${now.slice(0, at)}x${now.slice(at)}`;
    edits.push(timed(() => file.edit({ start: at, end: at, length: 1 }, after)).took);
    now = after;
    file.at(at)?.layout();
  }
  const again = timed(() => [...check.run((concept) => concept !== 'MESH:D000009')]).took;
  edits.sort((a, b) => a - b);
  console.log(
    `${id.padEnd(10)} ${(text.length / 1e6).toFixed(0)} MB, ${file.stretches.length} documents: reading it as a whole ${ms(whole)}; ` +
      `cut ${ms(cut)}, looked through ${ms(checked)}; an edit ${ms(edits[10]!)} (worst ${ms(edits[19]!)}), looked through again ${ms(again)}`,
  );
}

// The worst for one document: nothing of it can be read by itself.
const text = longDocument(10_000);
const file = new CorpusFile(languageOf('pubtator'), text, { name: 'long' });
const document = TextDocument.create('file:///long.pubtator', 'pubtator', 1, text);
const symbols = new CorpusSymbolProvider({ of: () => file, textBeside: () => undefined });
const reading = timed(() => file.stretches[0]!.layout(0)).took;
const outline = timed(() => [...symbols.provideDocumentSymbols(document)]).took;
const through = timed(() => [...new CorpusFileCheck(file).run(() => true)]).took;
console.log(
  `one document with 10,000 mentions and 10,000 relations: reading it ${ms(reading)}; outline ${ms(outline)}, looked through ${ms(through)}`,
);
