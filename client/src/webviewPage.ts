import { randomBytes } from 'node:crypto';
import { Uri, type Webview, type WebviewPanel } from 'vscode';

/** Gives a panel our icon, and lets its page run our scripts and load files of dist/ alone; before the page is set. */
export function preparePanel(panel: WebviewPanel, extension: Uri): void {
  panel.iconPath = Uri.joinPath(extension, 'images', 'icon.png');
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extension, 'dist')],
  };
}

export interface ViewPage {
  /** The name of its bundle in dist/. */
  readonly view: string;
  /** For those who hear it. */
  readonly title: string;
  /** What else the page may load, as directives of a content security policy. */
  readonly also?: readonly string[];
  readonly styleId?: string;
}

/** The page of a webview: one script and one style sheet of ours, and nothing from anywhere else. */
export function webviewPage(
  webview: Webview,
  extension: Uri,
  { view, title, also = [], styleId }: ViewPage,
): string {
  const nonce = randomBytes(16).toString('base64');
  const dist = (file: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    ...also,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link${styleId ? ` id="${styleId}"` : ''} rel="stylesheet" href="${dist(`${view}.css`)}">
<title>${title}</title>
</head>
<body><script nonce="${nonce}" src="${dist(`${view}.js`)}"></script></body>
</html>`;
}
