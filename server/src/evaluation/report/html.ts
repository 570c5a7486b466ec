import type { EvaluationReport } from './model';

/** The page that shows a report: one script and one style sheet, the same as in the editor. */
export interface ReportPage {
  readonly script: string;
  readonly style: string;
}

/**
 * A report as one HTML file that needs nothing else and asks nobody for anything.
 * @param table the figures as text, for whoever reads it without scripts
 */
export function reportHtml(report: EvaluationReport, { script, style }: ReportPage, table: string): string {
  // What a document says may hold any markup: in a script element only "<" could end it.
  const json = JSON.stringify(report).replaceAll('<', '\\u003c');
  const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(`Evaluation of ${report.scored}`)}</title>
<style>${style.replaceAll('</', '<\\/')}</style>
</head>
<body class="alone">
<noscript><h1>${escaped(`${report.scored} on ${report.gold}`)}</h1><pre>${escaped(table)}</pre><p>The errors are listed by a script, which is switched off here. They are in errors.csv, too.</p></noscript>
<script type="application/json" id="report">${json}</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]);
