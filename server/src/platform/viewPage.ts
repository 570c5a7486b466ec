import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure';
import { packageRoot } from './packageRoot';

/** The code of a view: one script and one style sheet, the same as in the editor. */
export interface ViewBundle {
  readonly script: string;
  readonly style: string;
}

/** What a view shows on a page of its own. */
export interface ViewContent {
  readonly title: string;
  /** Plain JSON, which the view finds in the element with the id `report`. */
  readonly data: unknown;
  /** What stands there for whoever reads it without scripts: a headline, text of fixed width, and a sentence. */
  readonly unscripted: { readonly headline: string; readonly text: string; readonly note: string };
}

/** One HTML file that needs nothing else and asks nobody for anything. */
export function viewPage({ title, data, unscripted }: ViewContent, { script, style }: ViewBundle): string {
  // What a document says may hold any markup: in a script element only "<" could end it.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
<style>${style.replaceAll('</', '<\\/')}</style>
</head>
<body class="alone">
<noscript><h1>${escaped(unscripted.headline)}</h1><pre>${escaped(unscripted.text)}</pre><p>${escaped(unscripted.note)}</p></noscript>
<script type="application/json" id="report">${json}</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}

/**
 * A view's bundles, which lie beside the program's own.
 * @param view as in `viewEntryPoints` of scripts/build.mjs
 * @throws Failure where they are missing
 */
export async function viewBundle(view: string): Promise<ViewBundle> {
  const read = (file: string) => readFile(join(packageRoot(), 'dist', file), 'utf8');
  try {
    const [script, style] = await Promise.all([read(`${view}.js`), read(`${view}.css`)]);
    return { script: withoutSourceMap(script), style: withoutSourceMap(style) };
  } catch {
    throw new Failure(
      'the page of the report is missing beside the program; install BioGloss again, or run npm run build in its sources',
    );
  }
}

/** A map that is not beside the file would be asked for in vain. */
const withoutSourceMap = (text: string): string =>
  text.replace(/\/\/# sourceMappingURL=\S*\s*$|\/\*# sourceMappingURL=\S* \*\/\s*$/, '');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]);
